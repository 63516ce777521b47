// Writes the statements that the Worker sends as a module for the Workers in JavaScript. A copy by hand would soon
// differ.

import { writeFileSync } from 'node:fs';
import { observed } from './observe.mjs';
import { POST, PUT } from './requests.mjs';
import { withState } from './state.mjs';
import { MIGRATIONS, SAMPLE } from './system.mjs';
import { ficha } from './workers.mjs';

const place = new URL('../../../target/bench/statements.mjs', import.meta.url);

/** Writes two lists of statements; each statement has the number of its parameters. */
export async function recordStatements() {
  const prepare = (system) => system.execute(...MIGRATIONS, SAMPLE);
  const requests = [PUT.request(0), POST.request(0)];
  const all = await withState((folder) => observed(ficha(), folder, requests, prepare));
  const [publico, cliente] = all.map(({ statements }) => statements.map(({ sql, params }) => [sql, params.length]));
  const text = `export const PUBLICO = ${JSON.stringify(publico)};\nexport const CLIENTE = ${JSON.stringify(cliente)};\n`;
  writeFileSync(place, text);
}
