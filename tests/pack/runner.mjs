// Installs the packed package into every folder beside this file, as a user would, and runs the tests of the folder.
// Prints the matrix; fails if a cell that must be green is not.
//
//   npm run pack:test -- [--quick] [folder …]
//
// --quick leaves out tests that take long or measure time.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Missing } from './tools.mjs';

const here = new URL('./', import.meta.url);
const manifest = new URL('../../crates/wasm/npm/package.json', here);
const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
const tarball = fileURLToPath(new URL(`../../target/npm/ficha-${version}.tgz`, here));
const isQuick = process.argv.includes('--quick');
const asked = process.argv.slice(2).filter((argument) => argument !== '--quick');
const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const chosen = folders.map(({ name }) => name).filter((name) => asked.length === 0 || asked.includes(name));

const table = [];
for (const name of chosen) {
  const folder = new URL(`${name}/`, here);
  console.log(`\n── ${name}`);
  const { cells } = await import(new URL('test.mjs', folder));
  const missing = install(folder);
  for (const { cell, must = true, slow = false, run } of cells) {
    if (slow && isQuick) continue;
    const result = missing ? { state: must ? 'FAILED' : 'not run', why: missing } : await outcome(run, must);
    table.push({ cell, must, ...result });
    console.log(`${result.state.padEnd(8)} ${cell}${result.why ? `: ${result.why}` : ''}`);
  }
}

console.log(`\n${'consumer'.padEnd(44)} ${'must'.padEnd(5)} result`);
for (const { cell, must, state } of table) console.log(`${cell.padEnd(44)} ${(must ? 'yes' : '').padEnd(5)} ${state}`);
const count = (wanted) => table.filter(({ state }) => state === wanted).length;
const { REPORT } = process.env;
if (REPORT) writeFileSync(REPORT, JSON.stringify({ passed: count('ok'), others: table.length - count('ok') }));
console.log(`\n${count('ok')} passed, ${count('FAILED')} failed, ${count('not run')} skipped`);
process.exitCode = count('FAILED') > 0 ? 1 : 0;

async function outcome(run, must) {
  try {
    await run();
    return { state: 'ok' };
  } catch (error) {
    const isMissing = error instanceof Missing && !must;
    return { state: isMissing ? 'not run' : 'FAILED', why: isMissing ? error.message : error.stack };
  }
}

/** Installs the packages of the folder's lock, if they are missing, and ours. Returns the reason if that fails. */
function install(folder) {
  const cwd = fileURLToPath(folder);
  const modules = new URL('node_modules/', folder);
  const stamp = new URL('.installed', modules);
  const lock = new URL('package-lock.json', folder);
  if (existsSync(lock)) {
    const digest = createHash('sha256').update(readFileSync(lock)).digest('hex');
    if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) {
      const npm = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
      const { status } = spawnSync('npm', npm, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
      if (status !== 0) return 'npm ci failed';
      writeFileSync(stamp, digest);
    }
  }
  const ours = new URL('ficha/', modules);
  rmSync(ours, { recursive: true, force: true });
  mkdirSync(ours, { recursive: true });
  const { status } = spawnSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', fileURLToPath(ours)]);
  return status === 0 ? '' : `tar cannot unpack ${tarball}: run 'npm run build'`;
}
