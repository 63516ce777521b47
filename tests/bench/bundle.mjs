// Bundles modules of this folder as a browser gets them.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { PLACE } from './ficha/place.mjs';

const here = fileURLToPath(new URL('./', import.meta.url));
const browserEntry = fileURLToPath(new URL('esm/index.js', PLACE));

/** Resolves `ficha` to the package's entry for browsers. */
const FICHA = {
  name: 'ficha',
  setup({ onResolve }) {
    onResolve({ filter: /\/ficha\/index\.mjs$/ }, () => ({ path: browserEntry, sideEffects: false }));
  },
};

/** Bundles and minifies a module with this text; returns the bytes. */
export async function bundleOf(text) {
  const { outputFiles } = await build({
    stdin: { contents: text, resolveDir: here },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    plugins: [FICHA],
    write: false,
  });
  return outputFiles[0].contents;
}

/** The text of a module that exports the `check` of a peer and nothing else. */
export const checkOf = (name) => `export { check } from './peers/${name}/form.mjs';`;
