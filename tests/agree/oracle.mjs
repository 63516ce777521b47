// Compares the rules for RUC and DNI with an independent implementation, the Python package python-stdnum.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dni, ruc } from '../../target/npm/ficha/esm/index.js';
import { dice } from './generate.mjs';

const STDNUM = 'python-stdnum==2.2';
const COUNT = 120_000;
const library = fileURLToPath(new URL('../../target/agree/python', import.meta.url));

if (!existsSync(library)) run('pip', ['install', '--quiet', '--target', library, STDNUM]);

const roll = dice(7);
const digits = (count) => Array.from({ length: count }, () => roll(10)).join('');
const pick = (list) => list[roll(list.length)];
const makers = [
  () => ['ruc', pick(['10', '15', '17', '20', '16', '11', '99']) + digits(9)],
  () => {
    const stem = pick(['10', '15', '17', '20']) + digits(8);
    const right = [...'0123456789'].find((digit) => ruc.check(stem + digit).ok);
    return ['ruc', stem + right];
  },
  () => ['ruc', digits(8 + roll(6))],
  () => ['dni', digits(8)],
  () => ['dni', `${digits(8)}-${pick([...'0123456789ABCDEFGHIJKL'])}`],
  () => ['dni', digits(9)],
  () => ['dni', digits(6 + roll(6))],
];
const numbers = Array.from({ length: COUNT }, () => pick(makers)());
const input = numbers.map((line) => line.join(' ')).join('\n');
const theirs = run('python3', [fileURLToPath(new URL('oracle.py', import.meta.url))], {
  input,
  env: { ...process.env, PYTHONPATH: library },
})
  .trim()
  .split('\n');

const schemas = { ruc, dni };
let valid = 0;
const differences = numbers.filter(([kind, number], n) => {
  const ours = schemas[kind].check(number).ok;
  if (ours) valid++;
  return ours !== (theirs[n] === '1');
});
for (const [kind, number] of differences.slice(0, 5)) console.error(`${kind} ${number}`);
const share = valid / COUNT;
console.log(`${STDNUM}: ${COUNT} numbers, ${(100 * share).toFixed(1)} % valid, ${differences.length} differences`);
if (differences.length > 0 || share < 0.3 || share > 0.7) process.exitCode = 1;

function run(program, args, options) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return stdout;
}
