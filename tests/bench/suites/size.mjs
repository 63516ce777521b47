import { brotliCompressSync, gzipSync } from 'node:zlib';
import { bundleOf, checkOf } from '../bundle.mjs';
import { NAMES } from '../peers.mjs';
import { RATIOS, withRatios } from '../ratios.mjs';

export const name = 'size';
export const title = 'The check of updateCliente, bundled and minified for a browser; the ratios are of gzip';

/** The part that every peer contains besides the library and its schema. */
const FLOOR = 'the rules and districts alone';

const columns = [
  { key: 'name', title: '' },
  { key: 'raw', title: 'minified', digits: 0 },
  { key: 'gzip', title: 'gzip', digits: 0 },
  { key: 'brotli', title: 'brotli', digits: 0 },
  ...RATIOS,
];

export async function run() {
  const rows = [];
  for (const name of NAMES) rows.push({ name, ...sizes(await bundleOf(checkOf(name))) });
  rows.push({ name: FLOOR, isFloor: true, ...sizes(await bundleOf("export * from './rules.mjs';")) });
  return { rows: withRatios(rows, 'gzip'), columns };
}

const sizes = (bytes) => ({
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes).length,
});
