// Measures the milliseconds from a peer's import to its first verdict.
//
//   node cold-child.mjs <peer> <record>

const [name, text] = process.argv.slice(2);
const record = JSON.parse(text);
const begin = performance.now();
const { check } = await import(`../peers/${name}/form.mjs`);
const { ok } = check(record);
const ms = performance.now() - begin;
if (!ok) throw new Error(`${name} refuses the record`);
console.log(ms);
