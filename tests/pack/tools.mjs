// Functions that the consumers' tests share.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Thrown if this machine lacks something that a test needs. */
export class Missing extends Error {}

/** Runs a program in a folder; throws with its output if it fails. */
export function run(cwd, program, ...args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', timeout: 240_000 });
  if (error?.code === 'ENOENT') throw new Missing(`${program} is not there`);
  if (status !== 0)
    throw new Error(`${program} ${args.join(' ')}: ${error ?? ''}\n${stdout ?? ''}${stderr ?? ''}`.slice(0, 3000));
  return stdout;
}

/** The folder of a test, as a path. */
export const folderOf = (url) => fileURLToPath(new URL('./', url));

/** Makes an empty folder `out` in the folder of a test. */
export function emptyOut(folder) {
  const out = join(folder, 'out');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  return out;
}

/** Writes the probe and an entry that runs it, where node_modules is found; returns the path of the entry. */
export function writeEntry(folder, name = 'entry.mjs', module = 'ficha') {
  const probe = readFileSync(new URL('./probe.mjs', import.meta.url), 'utf8');
  writeFileSync(join(folder, 'out', 'probe.mjs'), probe);
  const text = `import * as ficha from '${module}';\nimport { probe } from './probe.mjs';\nprobe(ficha).then(() => console.log('probed'));\n`;
  const path = join(folder, 'out', name);
  writeFileSync(path, text);
  return path;
}

/** Copies a program of `examples` to the folder `out` of a test, where node_modules is found; returns its path. */
export function copyExample(folder, program) {
  const path = join(emptyOut(folder), basename(program));
  copyFileSync(new URL(`../../examples/${program}`, import.meta.url), path);
  return path;
}

/** Throws if the output of a script does not show that the probe passed. */
export function expectProbed(output) {
  if (!output.includes('probed')) throw new Error(`the probe did not finish: ${output}`);
}
