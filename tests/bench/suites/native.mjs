// Natively: ficha beside programs made of a reader and a validator of Rust, in interleaved rounds of one process.

import { native, withFiles } from '../native.mjs';
import { RATIOS, withRatios } from '../ratios.mjs';

export const name = 'native';
export const title = 'Native Rust, records in memory, one in twenty bad';

const columns = [
  { key: 'case', title: 'records' },
  { key: 'name', title: '' },
  { key: 'ns', title: 'ns a record', digits: 0 },
  { key: 'megabytes', title: 'MB/s', digits: 0 },
  ...RATIOS,
];

export function run({ quick }) {
  const rounds = quick ? 5 : 31;
  return withFiles(quick ? 20_000 : 100_000, (files) => {
    const rows = Object.entries(files).flatMap(([format, file]) => {
      const rows = native('time', format, file, rounds).split('\n').map(JSON.parse);
      const own = rows.map((row) => ({ case: format, isFloor: row.name.startsWith('ficha'), ...row }));
      return withRatios(own, 'ns');
    });
    return { rows, columns };
  });
}
