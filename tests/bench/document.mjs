// Writes the documents that show the figures of docs/bench: docs/bench.md as a whole, and the table of the README.
//
//   node tests/bench/document.mjs

import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const root = new URL('../../', import.meta.url);
const kept = (suite) => JSON.parse(readFileSync(new URL(`docs/bench/${suite}.json`, root), 'utf8'));

const number = (value, digits = 0) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const distinct = (rows, key) => [...new Set(rows.map((row) => row[key]))];

/** A table: a row for each contestant, a column for each case; others also show their ratio to ficha. */
function compared({ rows }, tell) {
  const cases = distinct(rows, 'case');
  const find = (name, about) => rows.find((row) => row.name === name && row.case === about);
  const cell = (row) => (row ? tell(row) + (row.name === 'ficha' ? '' : ` (${number(row.toFicha, 2)} ×)`) : '');
  return table(
    ['', ...cases],
    distinct(rows, 'name').map((name) => [name, ...cases.map((about) => cell(find(name, about)))]),
  );
}

const nanoseconds = ({ ns }) => `${number(ns)} ns`;
const milliseconds = ({ ms }) => `${number(ms, 1)} ms`;

/** A table of one case: a column for each contestant. */
const inOneRow = ({ rows }, tell) =>
  table(
    rows.map(({ name }) => name),
    [rows.map(tell)],
  );

function edge({ rows }) {
  const requests = rows.filter(({ trips }) => trips !== undefined);
  const find = (about, name) => requests.find((row) => row.case === about && row.name === name);
  return table(
    ['', 'ficha', 'Hono + Zod', 'bare', 'ficha to Hono'],
    distinct(requests, 'case').map((about) => [
      about,
      ...['ficha', 'hono', 'bare'].map((name) => `${number(find(about, name).cpu)} µs`),
      number(find(about, 'ficha').toHono, 2),
    ]),
  );
}

const dated = (suites) =>
  table(
    ['suite', 'run on', 'with', 'command'],
    suites.map(({ suite, date, node, command }) => [
      suite,
      date.slice(0, 10),
      `Node ${node.slice(1)}`,
      `\`${command}\``,
    ]),
  );

/** The text of docs/bench.md. */
export function benchDocument() {
  const [object, bytes, field, bulk, ofNative, instructions, cold, size, ofEdge] = [
    ...['object', 'bytes', 'field', 'bulk', 'native', 'instructions', 'cold', 'size', 'edge'],
  ].map(kept);
  const { ficha: _, ...peers } = object.versions;
  const versions = Object.entries(peers).map((peer) => peer.join(' '));
  const password = ofEdge.rows.find(({ case: about }) => about.includes('password'));
  const start = ofEdge.rows.find(({ case: about, name }) => about.includes('isolate') && name === 'ficha');
  return `# Beside its peers

Made from \`docs/bench/*.json\`, which \`npm run bench -- --keep\` writes. Two cores; one machine, so that the ratios matter more than the times. \`×\` is how
many times as long as ficha; below 1.0 the peer is faster. Peers: ${versions.join(', ')}.

All check the same 16 fields of \`updateCliente\` with the same limits, RUC check digit, exact districts and unknown fields refused, collect all errors,
each in the form its authors recommend for speed; they agree on 8,505 verdicts before anything is timed. What they do not do: take the separators out of
numbers, NFC, forbidden characters, warnings, sentences in Spanish.

## A JavaScript object to a verdict and a value

${compared(object, nanoseconds)}

## JSON in bytes to a verdict and a value, or to a verdict alone

${compared(bytes, nanoseconds)}

## A RUC alone: while it is typed, a key; and a good one

${compared(field, nanoseconds)}

## Many records, one in twenty bad

${compared(bulk, ({ megabytes, memory }) => `${number(megabytes)} MB/s, ${number(memory)} MB`)}

The second figure is the most memory beyond that of a program that does nothing.

## Natively, records in memory, one in twenty bad

${compared(ofNative, ({ ns, megabytes }) => `${number(ns)} ns, ${number(megabytes)} MB/s`)}

The peers are programs of a reader and a validator with the same strictness. They stop at the first value of a wrong type, do not normalise, and explain
less. \`a record\` makes the typed record, \`a verdict\` nothing.

## Instructions a record

${table(
  ['', 'instructions'],
  instructions.rows.map(({ name, instructions }) => [name, number(instructions)]),
)}

They do not depend on the load of the machine: natively by callgrind, in wasm the fuel of an interpreter. \`npm run bench -- instructions\` fails at 3 % more.

## From the import to the first verdict

${compared(cold, milliseconds)}

## What a page downloads, gzip

${inOneRow(size, ({ gzip }) => `${number(gzip / 1000, 1)} kB`)}

## The Worker beside Hono with Zod and a bare one

CPU of workerd a request, local D1 and all; the same statements in the same batch, one trip to D1 an update.

${edge(ofEdge)}

The Worker is ${number(start.kilobytes)} kB, ${number(start.gzip)} kB gzip; from the start of its isolate to the first answer it takes ${number(start.p50, 1)} ms more than a second request.
A new password adds its hash, by design: ${number(password.cpu / 1000)} ms of CPU.

## What follows

- From an object, from bytes and in bulk a good record is accepted sooner than by any of them: a proof in one pass, of what needs no rule. In bulk
  ficha holds least memory.
- A bad record costs more than with AJV, which says less about it: the rules run in WebAssembly, and every issue gets its sentence.
- It is less than half the size of AJV, ArkType, TypeBox and Zod; Valibot and Zod Mini are smaller.
- The Worker needs more CPU a request than one in JavaScript: each step between WebAssembly and the platform costs some microseconds.

## When

${dated([object, bytes, field, bulk, ofNative, instructions, cold, size, ofEdge])}
`;
}

/** The table of the README: subject, figure and command. */
export function readmeFigures() {
  const of = ({ rows }, name, about) => rows.find((row) => row.name === name && (!about || row.case === about));
  const [object, bytes, bulk, size, ofEdge] = ['object', 'bytes', 'bulk', 'size', 'edge'].map(kept);
  const kb = (name) => `${number(of(size, name).gzip / 1000, 1)} kB`;
  const valid = 'valid, 64 in turn';
  const times = (rows, about) => (name) => `${name} ${number(of(rows, name, about).toFicha, 2)} ×`;
  const million = '1,000,000 ndjson, stream';
  const mb = (name) =>
    `${number(of(bulk, name, million).megabytes)} MB/s in ${number(of(bulk, name, million).memory)} MB`;
  const put = of(ofEdge, 'ficha', 'PUT, accepted; 1 at a time');
  return table(
    ['what', 'figure', 'command'],
    [
      [
        '`import { updateCliente }` in a page, gzip',
        `${kb('ficha')}; AJV ${kb('ajv')}, Zod ${kb('zod')}, Zod Mini ${kb('zod-mini')}, Valibot ${kb('valibot')}`,
        '`npm run bench -- size`',
      ],
      [
        'a record as JSON bytes, verdict and value',
        `${number(of(bytes, 'ficha', valid).ns)} ns; ${['ajv', 'valibot', 'zod'].map(times(bytes, valid)).join(', ')} as long`,
        '`npm run bench -- bytes`',
      ],
      [
        'the same as an object',
        `${number(of(object, 'ficha', valid).ns)} ns; ${['ajv', 'valibot', 'zod', 'zod-mini'].map(times(object, valid)).join(', ')}`,
        '`npm run bench -- object`',
      ],
      ['a million records, NDJSON', `${mb('ficha')}; AJV ${mb('ajv')}`, '`npm run bench -- bulk`'],
      [
        'an update on the edge, CPU',
        `${number(put.toHono, 2)} × that of Hono with Zod, local D1 and all; one trip to D1`,
        '`npm run bench -- edge`',
      ],
      [
        'native Rust against wasm (200,000 records), objects (188,184), schemas (95,626), HTTP (5,000)',
        '0 differences',
        '`npm run agree`',
      ],
      ['killed while it writes', '0 lost, 0 half done, 0 doubled over 200 kills', '`npm run faults`'],
      ['hostile requests', '0 of 52,500 did anything, or were answered 5xx', '`npm run faults`'],
      ['a million customers beside a thousand', 'the same p50, within 5 %', '`npm run bench -- scale`'],
    ],
  );
}

export const FIGURES = /(?<=## Measured\n\n[^|]*)\|[^#]*?(?=\n\n## )/;

export function writeDocuments() {
  writeFileSync(new URL('docs/bench.md', root), benchDocument());
  const readme = new URL('README.md', root);
  writeFileSync(readme, readFileSync(readme, 'utf8').replace(FIGURES, readmeFigures));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) writeDocuments();
