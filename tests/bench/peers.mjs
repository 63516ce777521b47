// All compared validators. A peer that cannot be loaded fails the run, so that none is left out silently.

export const NAMES = ['ficha', 'ajv', 'arktype', 'typebox', 'typia', 'valibot', 'zod', 'zod-mini'];

export const peers = [];
for (const name of NAMES) peers.push(await import(`./peers/${name}.mjs`));
