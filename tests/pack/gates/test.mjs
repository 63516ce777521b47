import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderOf, run } from '../tools.mjs';

const folder = folderOf(import.meta.url);
const program = (name) => join(folder, 'node_modules/.bin', name);
const manifest = new URL('../../../crates/wasm/npm/package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
const tarball = fileURLToPath(new URL(`../../../target/npm/ficha-${version}.tgz`, import.meta.url));

/** The paths of all files in a folder, relative to it. */
function filesOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/')).sort();
}

export const cells = [
  {
    // With this check the results of the other tests, above all the vectors, hold for the packed file too.
    cell: 'the packed file has what was built, and nothing else',
    run() {
      const built = fileURLToPath(new URL('../../../target/npm/ficha', import.meta.url));
      const packed = join(folder, 'node_modules/ficha');
      assert.deepEqual(filesOf(packed), filesOf(built));
      for (const name of filesOf(built)) {
        assert.ok(readFileSync(join(packed, name)).equals(readFileSync(join(built, name))), name);
      }
    },
  },
  { cell: 'publint --strict', run: () => run(folder, program('publint'), 'run', tarball, '--strict') },
  {
    cell: 'attw, every resolution',
    run: () => run(folder, program('attw'), tarball, '--exclude-entrypoints', 'core.wasm'),
  },
];
