// Checks a file of many records with one contestant; prints the counts, the time and the memory.
//
//   node bulk-child.mjs <ficha | a peer | nobody> <ndjson | csv> <bytes | stream> <file>

import { readFileSync } from 'node:fs';
import { INTEGERS } from '../corpus.mjs';

const CHUNK = 65_536;
const [name, format, source, file] = process.argv.slice(2);
const { buffer, byteOffset, length } = readFileSync(file);
const bytes = new Uint8Array(buffer, byteOffset, length);
const isInteger = new Set(INTEGERS);
let issues = 0;
const onIssue = () => {
  issues++;
};

const check = await contestant();
const begin = performance.now();
const { records, bad } = await check();
const seconds = (performance.now() - begin) / 1000;
// Node reports it in KiB.
const memory = (process.resourceUsage().maxRSS * 1024) / 1e6;
console.log(JSON.stringify({ records, bad, issues, bytes: length, seconds, memory }));

async function contestant() {
  if (name === 'nobody') return () => ({});
  if (name === 'ficha') {
    const { updateCliente } = await import('../ficha/index.mjs');
    const { checkLines } = await import('../ficha/lines.mjs');
    return () => checkLines(updateCliente, source === 'stream' ? streamOf(bytes) : bytes, { format, onIssue });
  }
  const { check } = await import(`../peers/${name}/form.mjs`);
  return () => checkEveryLine(check);
}

/** Checks line by line, as the user of a peer would write it. */
async function checkEveryLine(check) {
  const summary = { records: 0, bad: 0 };
  const judge = (record) => {
    const checked = check(record);
    summary.records++;
    if (checked.ok) return;
    summary.bad++;
    for (const issue of checked.issues) onIssue(issue);
  };
  const read = format === 'csv' ? csvReader(judge) : (line) => judge(JSON.parse(line));
  await eachLine(source === 'stream' ? streamOf(bytes) : chunksOf(bytes), read);
  return summary;
}

async function eachLine(chunks, act) {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop();
    for (const line of lines) act(line);
  }
  if (rest) act(rest);
}

/** Reads cells without quotes: no cell of the corpus needs quotes. An empty cell is an absent member. */
function csvReader(act) {
  let names;
  return (line) => {
    const cells = line.split(',');
    if (!names) {
      names = cells;
      return;
    }
    const record = {};
    for (const [n, cell] of cells.entries()) {
      if (cell !== '') record[names[n]] = isInteger.has(names[n]) ? Number(cell) : cell;
    }
    act(record);
  };
}

function* chunksOf(bytes) {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

function streamOf(bytes) {
  const chunks = chunksOf(bytes);
  return new ReadableStream({
    pull(controller) {
      const { value, done } = chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}
