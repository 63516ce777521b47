// Checks a file of customers, of any size: one record in JSON a line, or a table with the names of the fields in its
// first line. Prints each error on a line, and then the number of records.
//
//   node revisar.mjs clientes.csv

import { createReadStream } from 'node:fs';
import { updateCliente } from 'ficha';
import { checkLines } from 'ficha/lines';

function show({ line, path, message }) {
  console.log([`line ${line}`, ...path].join(', '), message);
}

const [name] = process.argv.slice(2);
const format = name.endsWith('.csv') ? 'csv' : 'ndjson';
const { records, bad } = await checkLines(updateCliente, createReadStream(name), { format, onIssue: show });
console.log(`${records} records, ${bad} bad`);
process.exitCode = bad > 0 ? 1 : 0;
