// Generates the code of typia, whose checks are made of types when a program is built.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('./', import.meta.url));
const target = fileURLToPath(new URL('../../target/bench/', import.meta.url));

export async function writeTypia() {
  const places = ['--input', 'peers/typia', '--output', `${target}typia`, '--project', 'peers/typia/tsconfig.json'];
  const generator = `${here}node_modules/typia/lib/executable/typia.js`;
  const { status, stdout, stderr } = spawnSync(process.execPath, [generator, 'generate', ...places], { cwd: here });
  if (status !== 0) throw new Error(`typia does not generate its code: ${stdout}${stderr}`);
  await build({
    entryPoints: [`${target}typia/types.ts`],
    outfile: `${target}typia.mjs`,
    bundle: true,
    format: 'esm',
    nodePaths: [`${here}node_modules`],
  });
}
