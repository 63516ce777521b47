// Runs every command in the documents that can run here, on a system with a database of its own.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { freePort, start } from '../worker/started.mjs';
import { blocks, root } from './documents.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ficha-docs-'));
const inFolder = (name) => join(folder, name);
const env = { ...process.env, FICHA_STATE: inFolder('state'), npm_config_loglevel: 'error' };
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
let port;
let system;

before(async () => {
  port = await freePort();
  system = await start(port, env.FICHA_STATE);
  const cliente = 'numero_documento,nombres,celular,tipo_cliente,tipo_pago,incluye_igv,id_distrito,id_lista_precio';
  copyFileSync(join(root, 'tests/files/inline-const.xlsx'), inFolder('clientes.xlsx'));
  writeFileSync(inFolder('clientes.csv'), `id,${cliente}\n9,12345678,Ana Rojas,987654321,Natural,Contado,1,150102,1\n`);
  writeFileSync(inFolder('publicos.ndjson'), '{"id": 90, "nombres": "Ana", "apellidos": "Rojas"}\n');
});
after(async () => {
  await system?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Commands that another test or a tier of its own runs, with the name of what runs them. */
const ELSEWHERE = [
  [/^npm start$/, 'tests/worker/start.test.mjs'],
  [/^PORT=\d+ npm start$/, 'tests/worker/start.test.mjs'],
  [/^npm test$/, 'this run'],
  [/^npm run (check|build|release -- --dry-run)$/, 'a command of its own'],
  [/^npm run (bench|agree|fuzz|mutants|faults|office|shots|deny|pack:test)\b/, 'a tier of its own'],
  [/^npm i ficha$/, 'tests/pack'],
  [/^cargo add ficha\b/, 'examples in the docs'],
  [/^git /, 'git'],
];

/** Files and addresses in the documents, and their replacements here. */
const INSTEAD = () => [
  [/127\.0\.0\.1:8787/g, `127.0.0.1:${port}`],
  [
    /\b(clientes\.csv|clientes\.xlsx|revisado\.xlsx|publicos\.ndjson|salida\.csv|copia\.sql)/g,
    (name) => inFolder(name),
  ],
  [/^curl /, 'curl --silent --show-error '],
];

const quotesIn = (text) => (text.match(/'/g) ?? []).length;

/** Removes the comment at the end of a line; a `#` within quotes does not begin one. */
function withoutComment(line) {
  const at = line.search(/(^|\s)#\s/);
  return at >= 0 && quotesIn(line.slice(0, at)) % 2 === 0 ? line.slice(0, at) : line;
}

/** Splits a block into commands; a command continues after a line that ends with a backslash or within quotes. */
function commandsOf(text) {
  const commands = [];
  let command = '';
  for (const line of text.split('\n').map(withoutComment)) {
    command = command ? `${command}\n${line}` : line;
    if (quotesIn(command) % 2 === 1 || command.endsWith('\\')) continue;
    if (command.trim()) commands.push(command.trim());
    command = '';
  }
  assert.equal(command, '', 'a command that does not end');
  return commands;
}

function run(command) {
  const here = INSTEAD().reduce((text, [from, to]) => text.replace(from, to), command);
  const { status, stdout, stderr } = spawnSync('bash', ['-c', here], { cwd: root, env, encoding: 'utf8' });
  assert.equal(status, 0, `${here}\n${stdout}${stderr}`);
  return stdout;
}

/** Checks that the help of the command has every option that is used. */
function expectHelp(command) {
  const [words, options] = [command.split(' --')[0], command.match(/ --[a-z-]+/g) ?? []];
  const subject = words.replace(/ (ficha|DB)$/, '');
  const help = run(`${subject} --help 2>&1`);
  for (const option of options) assert.ok(help.includes(option.trim()), `${command}: no option${option}`);
}

/** Runs as much of a command as works without an account. */
function runDry(command) {
  if (/^(npx wrangler|npm run) deploy/.test(command)) {
    return run(
      command.includes('npm run deploy --') ? `${command} --dry-run` : command.replace('deploy', 'deploy --dry-run'),
    );
  }
  if (command.startsWith('npx wrangler ')) return expectHelp(command);
  const here = command.replace(' --remoto', '');
  if (!here.includes('--anular')) return run(here);
  const [, id] = /ficha_(\d+)_/.exec(run("npm run token -- --nombre 'Prueba'"));
  return run(here.replace(/--anular \d+/, `--anular ${id}`));
}

const count = { run: 0, elsewhere: 0, dry: 0 };

for (const { at, text, needsAccount } of blocks.filter(({ language }) => language === 'sh')) {
  test(`${at}${needsAccount ? ', which needs an account' : ''}`, () => {
    for (const command of commandsOf(text)) {
      const script = /^npm run ([\w:]+)/.exec(command)?.[1];
      if (script) assert.ok(scripts[script], `${command}: no such script`);
      if (ELSEWHERE.some(([pattern]) => pattern.test(command))) count.elsewhere++;
      else if (needsAccount && ++count.dry) runDry(command);
      else if (++count.run) run(command);
    }
  });
}

test('an answer in the documents is the one that is given', () => {
  const answers = blocks.filter(({ language, last }) => language === 'json' && last?.text.startsWith('curl '));
  assert.ok(answers.length > 0);
  for (const { at, text, last } of answers) {
    assert.deepEqual(JSON.parse(run(last.text)), JSON.parse(text), at);
  }
});

test('settings in the documents are settings of wrangler', () => {
  const settings = readFileSync(join(root, 'wrangler.toml'), 'utf8');
  const top = settings.indexOf('\n[');
  for (const { at, text } of blocks.filter(({ language }) => language === 'toml')) {
    const file = join(root, 'build', 'wrangler-docs.toml');
    after(() => rmSync(file, { force: true }));
    const paths = [
      ['"build/worker/index.js"', '"worker/index.js"'],
      ['"build/www"', '"www"'],
      ['"crates/', '"../crates/'],
    ];
    const whole = `${settings.slice(0, top)}\n${text}\n${settings.slice(top)}`;
    writeFileSync(
      file,
      paths.reduce((all, [from, to]) => all.replace(from, to), whole),
    );
    const warned = run(`npx wrangler deploy --dry-run --config ${file} 2>&1`);
    assert.doesNotMatch(warned, /Unexpected fields/, at);
  }
});

test('commands of the documents', () => {
  console.log(
    `commands: ${count.run} run, ${count.dry} that need an account tried dry, ${count.elsewhere} run elsewhere`,
  );
  assert.ok(count.run > 5);
});
