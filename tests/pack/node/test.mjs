// Tests Node, with `import` and with `require`.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, expectProbed, folderOf, Missing, run, writeEntry } from '../tools.mjs';

const folder = folderOf(import.meta.url);

function node(version) {
  const path = join(folder, 'node_modules', `node${version}-${process.platform}-${process.arch}`, 'bin', 'node');
  if (!existsSync(path)) throw new Missing(`no Node ${version} for ${process.platform} ${process.arch}`);
  return path;
}

const copy = (name) => {
  const path = join(folder, 'out', name);
  writeFileSync(path, readFileSync(new URL(`../${name}`, import.meta.url)));
  return path;
};

/** True on the only platform for which the lock names Node. */
const HAS_NODES = process.platform === 'linux' && process.arch === 'x64';

const ways = [20, 22, 24].flatMap((version) => [
  {
    cell: `Node ${version}, import`,
    must: HAS_NODES,
    run() {
      emptyOut(folder);
      expectProbed(run(folder, node(version), writeEntry(folder)));
      expectProbed(run(folder, node(version), writeEntry(folder, 'js.mjs', 'ficha/js')));
    },
  },
  {
    cell: `Node ${version}, require`,
    must: HAS_NODES,
    run() {
      emptyOut(folder);
      writeEntry(folder);
      const probe = readFileSync(join(folder, 'out', 'probe.mjs'), 'utf8');
      const required = probe
        .replace(/import \* as (\w+) from ('.+?')/g, 'const $1 = require($2)')
        .replace(/import (\{.+?\}) from ('.+?')/g, 'const $1 = require($2)')
        .replace('export async', 'async');
      const path = join(folder, 'out', 'entry.cjs');
      writeFileSync(path, `${required}\nprobe(require('ficha')).then(() => console.log('probed'));\n`);
      expectProbed(run(folder, node(version), path));
    },
  },
]);

export const cells = [
  ...ways,
  {
    cell: 'a million bad inputs, memory flat',
    slow: true,
    run() {
      emptyOut(folder);
      console.log(run(folder, process.execPath, '--expose-gc', copy('endurance.mjs')));
    },
  },
];
