// Checks the same records with native Rust, wasm, the npm package's objects and HTTP, and compares the results.
// Prints the share of each code and the differences; fails on a difference, or if good records or a code are too rare.
//
//   npm run agree -- [records] [over HTTP]

import { spawnSync } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import * as ficha from '../../target/npm/ficha/esm/index.js';
import { checkJson } from '../../target/npm/ficha/esm/json.js';
import { startSystem } from '../worker/system.mjs';
import { generate } from './generate.mjs';

const [count = 200_000, overHttp = 5_000] = process.argv.slice(2).map(Number);
const SEED = 20_261_122;
const folder = new URL('../../target/agree/', import.meta.url);
mkdirSync(folder, { recursive: true });

const records = [...generate(count, SEED)];
const native = answersOfNative();
const differences = [];
const tally = new Map();
const ran = { native: native.length, wasm: 0, objects: 0, schema: 0, http: 0 };
let good = 0;

const ajv = new Ajv({ allowUnionTypes: true });
const schemas = Object.values(ficha).filter((schema) => schema.jsonSchema);
const validate = Object.fromEntries(schemas.map(({ name, jsonSchema }) => [name, ajv.compile(jsonSchema.output)]));

for (const [n, { schema, json, kind }] of records.entries()) {
  const expected = native[n];
  const codes = [...expected.issues, ...expected.warnings].map(({ code }) => code);
  if (expected.issues.length === 0) good++;
  for (const code of new Set(codes)) tally.set(code, (tally.get(code) ?? 0) + 1);
  compare('wasm', n, asAnswer(checkJson(ficha[schema], json)), expected);
  ran.wasm++;
  if ('value' in expected) {
    compare('schema', n, validate[schema](expected.value), true);
    ran.schema++;
  }
  // Skips texts whose result depends on what an object loses: how a number is written, a duplicate key, broken syntax.
  const value = parsed(json, kind);
  if (value !== undefined) {
    compare('objects', n, asAnswer(ficha[schema].check(value)), expected);
    ran.objects++;
  }
}

await compareOverHttp();
report();

function answersOfNative() {
  const lines = records.map(({ schema, json }) => JSON.stringify([schema, json])).join('\n');
  writeFileSync(new URL('records.ndjson', folder), lines);
  const [input, output] = [
    openSync(new URL('records.ndjson', folder)),
    openSync(new URL('native.ndjson', folder), 'w'),
  ];
  const { status } = spawnSync('cargo', ['xtask', 'answer'], { stdio: [input, output, 'inherit'] });
  if (status !== 0) process.exit(1);
  return readFileSync(new URL('native.ndjson', folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function asAnswer({ ok, value, issues = [], warnings }) {
  return ok ? { value, issues, warnings } : { issues, warnings };
}

function parsed(json, kind) {
  if (kind.startsWith('json.') || /-0|\d\.|\de/i.test(json.replace(/"(?:[^"\\]|\\.)*"/g, '""'))) return undefined;
  if (/\d{16}/.test(json.replace(/"(?:[^"\\]|\\.)*"/g, '""'))) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function compare(face, n, got, expected) {
  if (JSON.stringify(got) === JSON.stringify(expected)) return;
  differences.push({ face, n, record: records[n], got, expected });
}

async function compareOverHttp() {
  const system = await startSystem();
  const endpoints = {
    updateCliente: ['POST', '/clientes/updateCliente'],
    agregarDireccion: ['POST', '/clientes/agregarDireccion'],
    updateClientePublico: ['PUT', '/api/clientes/42'],
  };
  try {
    for (const [n, { schema, json }] of records.entries()) {
      if (ran.http === overHttp) break;
      if (!endpoints[schema]) continue;
      ran.http++;
      const { status, body } = await system.send(...endpoints[schema], json);
      const { issues, warnings } = native[n];
      const isUnreadable = issues[0]?.code.startsWith('json.');
      // The Worker refuses a body for its size before it reads the JSON.
      const isTooLarge = Buffer.byteLength(json) > (schema === 'agregarDireccion' ? 128 : 64) << 10;
      const isOnlyUnknown = status === 404 || body.issues?.every(({ code }) => code === 'reference.unknown');
      if (isTooLarge) compare('http', n, [status, body.code], [413, 'size']);
      else if (isUnreadable) compare('http', n, [status, body.code], [400, issues[0].code]);
      else if (issues.length > 0) compare('http', n, [status, body.issues], [422, issues]);
      else if (!isOnlyUnknown) compare('http', n, [status, body.warnings ?? []], [200, warnings]);
      if (ran.http % 500 === 0) await system.rows('DELETE FROM direcciones');
    }
  } finally {
    await system.stop();
  }
}

function report() {
  for (const difference of differences.slice(0, 5)) console.error(JSON.stringify(difference, null, 1));
  const share = (n) => `${((100 * n) / records.length).toFixed(2)} %`;
  console.log(`records: ${records.length}, good: ${share(good)}`);
  for (const [code, n] of [...tally].sort(([, a], [, b]) => b - a))
    console.log(`  ${code.padEnd(28)} ${share(n).padStart(8)}`);
  for (const [face, n] of Object.entries(ran)) console.log(`${face.padEnd(8)} ${String(n).padStart(8)} records`);
  console.log(`differences: ${differences.length}`);
  const poor = [...tally].filter(([, n]) => n / records.length < 0.005).map(([code]) => code);
  if (poor.length > 0) console.error(`too few of: ${poor.join(', ')}`);
  if (differences.length > 0 || poor.length > 0 || good / records.length < 0.3) process.exitCode = 1;
}
