// Runs every script in the documents and checks the results that its comments state.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, test } from 'node:test';
import { chromium } from 'playwright-core';
import { blocks, root } from './documents.mjs';

/** Each language, with the place where its blocks are tested. */
const LANGUAGES = {
  sh: 'shell.test.mjs runs the commands',
  json: 'shell.test.mjs compares the answers',
  toml: 'shell.test.mjs tries the settings',
  rust: 'cargo test --doc runs what its crate includes',
  js: 'here',
  html: 'here',
  text: 'nothing to run',
};

const folder = mkdtempSync(join(tmpdir(), 'ficha-docs-'));
after(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'node_modules'));
cpSync(join(root, 'target/npm/ficha'), join(folder, 'node_modules/ficha'), { recursive: true });
writeFileSync(join(folder, 'clientes.csv'), 'id;nombres\n1;Ana\n');
copyFileSync(join(root, 'tests/files/inline-const.xlsx'), join(folder, 'clientes.xlsx'));

const of = (language) => blocks.filter((block) => block.language === language);
const isOfPage = ({ text }) => text.includes('document.');

test('every block is in a language that something runs', () => {
  for (const { at, language } of blocks) assert.ok(LANGUAGES[language], `${at}: ${language ?? 'no language'}`);
  console.log(
    `blocks: ${Object.keys(LANGUAGES)
      .map((language) => `${of(language).length} ${language}`)
      .join(', ')}`,
  );
});

test('documents with Rust are included where their examples are run', () => {
  const included = readFileSync(join(root, 'crates/validation/src/lib.rs'), 'utf8');
  for (const { at, path } of of('rust')) assert.ok(included.includes(`include_str!("../../../${path}")`), at);
});

/**
 * Turns a statement followed by a comment with its value into a comparison; `…` in it stands for anything else.
 *
 * ```js
 * ruc.check('1');
 * // { ok: false, issues: [{ code: 'ruc.length', … }], … }
 * ```
 */
function withComparisons(text) {
  return text.replace(/^(\w[^;]*?);\n((?:\/\/ .*\n?)+)/gm, (all, statement, comment) => {
    if (/^(import|const|let)\b/.test(statement)) return all;
    const expected = comment.replace(/^\/\/ /gm, '').replace(/(?<=[{,]\s*)…/g, '...REST');
    return `expectLike(${statement}, (${expected.trim()}));\n`;
  });
}

const PRELUDE = `
import assert from 'node:assert/strict';
const REST = { [Symbol.for('rest')]: true };
function expectLike(actual, expected) {
  if (typeof expected === 'string' && expected.endsWith('…')) {
    assert.equal(actual.slice(0, expected.length - 1), expected.slice(0, -1));
  } else if (expected && typeof expected === 'object') {
    const names = Object.keys(expected);
    if (!expected[Symbol.for('rest')]) assert.deepEqual(Object.keys(actual).sort(), names.sort());
    for (const name of names) expectLike(actual[name], expected[name]);
  } else {
    assert.deepEqual(actual, expected);
  }
}
`;

for (const [n, block] of of('js').entries()) {
  if (isOfPage(block)) continue;
  test(`${block.at} in Node`, () => {
    const file = join(folder, `block${n}.mjs`);
    const text = withComparisons(block.text);
    const told = block.text.match(/;\n\/\/ /g) ?? [];
    assert.equal(text.split('expectLike(').length - 1, told.length, 'a comment that is not compared');
    writeFileSync(file, `${PRELUDE}${text}`);
    const { status, stdout, stderr } = spawnSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, `${text}\n${stdout}${stderr}`);
  });
}

const TYPES = { '.js': 'text/javascript', '.html': 'text/html; charset=utf-8' };
const FORM = '<form><input name="telefono"><button>Guardar</button></form>';
const IMPORTS = Object.fromEntries(
  ['index', 'client', 'form'].map((name) => [
    name === 'index' ? 'ficha' : `ficha/${name}`,
    `/node_modules/ficha/esm/${name}.js`,
  ]),
);
const REFUSAL = JSON.stringify({
  message: 'Hay datos que corregir.',
  code: 'validation',
  issues: [{ path: ['telefono'], code: 'telefono.length', params: {}, message: 'No.' }],
});
const pageOf = ({ language, text }) =>
  language === 'html'
    ? text
    : `<!doctype html>${FORM}<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<script type="module">${text}; document.body.dataset.ran = 'yes';</script>`;

for (const block of [...of('html'), ...of('js').filter(isOfPage)]) {
  test(`${block.at} in Chromium`, async () => {
    const server = createServer(({ url, method }, response) => {
      if (url === '/') return response.setHeader('Content-Type', TYPES['.html']).end(pageOf(block));
      if (method === 'PUT') return response.writeHead(422, { 'Content-Type': 'application/json' }).end(REFUSAL);
      if (url === '/favicon.ico') return response.writeHead(204).end();
      response.setHeader('Content-Type', TYPES[extname(url)] ?? 'application/octet-stream');
      response.end(readFileSync(join(folder, url)));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      const errors = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      const [phone, button] = [page.locator('[name=telefono]'), page.locator('button')];
      await phone.fill('987');
      await button.click();
      assert.equal(await phone.getAttribute('aria-invalid'), 'true', 'what is wrong is not shown');
      await phone.fill('987654321');
      await button.click();
      if (block.language === 'js') await page.getByText('No.', { exact: true }).first().waitFor();
      assert.deepEqual(errors, []);
    } finally {
      await browser.close();
      server.close();
    }
  });
}
