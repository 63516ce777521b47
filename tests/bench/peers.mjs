// Everyone that is compared. A peer that cannot be loaded fails the run: none is left out in silence.

export const NAMES = ['ficha', 'ajv', 'arktype', 'typebox', 'valibot', 'zod', 'zod-mini'];

export const peers = [];
for (const name of NAMES) peers.push(await import(`./peers/${name}.mjs`));
