import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderOf, run } from '../tools.mjs';

const folder = folderOf(import.meta.url);
const program = (name) => join(folder, 'node_modules/.bin', name);
const manifest = new URL('../../../crates/wasm/npm/package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
const tarball = fileURLToPath(new URL(`../../../target/npm/ficha-${version}.tgz`, import.meta.url));

export const cells = [
  { cell: 'publint --strict', run: () => run(folder, program('publint'), 'run', tarball, '--strict') },
  { cell: 'attw --profile node16', run: () => run(folder, program('attw'), tarball, '--profile', 'node16') },
];
