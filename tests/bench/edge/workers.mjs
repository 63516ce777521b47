// The compared Workers, as modules for workerd.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeDistricts } from '../districts.mjs';

const built = new URL('../../../build/worker/', import.meta.url);
const COUNTING = readFileSync(new URL('counting.js', import.meta.url), 'utf8');

/** The Worker of this project, as `npm run build` made it. */
export const ficha = () => ({
  name: 'ficha',
  main: 'worker.js',
  modules: {
    'worker.js': esm(readFileSync(new URL('index.js', built), 'utf8')),
    'index_bg.wasm': { type: 'wasm', contents: new Uint8Array(readFileSync(new URL('index_bg.wasm', built))) },
  },
});

/** The same endpoints with Hono and Zod. */
export const hono = () => bundled('hono', new URL('../peer-hono/worker.mjs', import.meta.url));

/** The same statements and nothing else: the least that a Worker can do. */
export const bare = () => bundled('bare', new URL('../peer-bare/worker.mjs', import.meta.url));

async function bundled(name, entry) {
  writeDistricts();
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    write: false,
  });
  return { name, main: 'worker.js', modules: { 'worker.js': esm(outputFiles[0].text) } };
}

/** A Worker that also reports what it asks of D1. */
export const counting = ({ name, modules }) => ({
  name,
  main: 'counting.js',
  modules: { ...modules, 'counting.js': esm(COUNTING) },
});

const esm = (contents) => ({ type: 'esm', contents });
