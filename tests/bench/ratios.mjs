/** The columns of the ratios. */
export const RATIOS = [
  { key: 'toFicha', title: '× ficha', digits: 2 },
  { key: 'toBestPeer', title: '× best peer', digits: 2 },
];

/**
 * Adds to each row of one case its ratio to ficha and to the best of the others. Less is better.
 * A row marked as a floor does not count among the others.
 */
export function withRatios(rows, key) {
  const ficha = rows.find(({ name }) => name === 'ficha')[key];
  const peers = rows.filter(({ name, isFloor }) => name !== 'ficha' && !isFloor);
  const best = peers.length > 0 ? Math.min(...peers.map((row) => row[key])) : undefined;
  return rows.map((row) => ({ ...row, toFicha: row[key] / ficha, toBestPeer: best && row[key] / best }));
}
