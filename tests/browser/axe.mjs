// What is hard to use for some, by axe: every rule of WCAG 2.2 AA, none switched off.

import { readFileSync } from 'node:fs';

const source = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Each violation with what it is about. */
export async function violations(page) {
  // The page's own policy lets no script in but its own; what the debugger evaluates is not of the page.
  await page.evaluate(source);
  const { violations } = await page.evaluate((runOnly) => globalThis.axe.run({ runOnly }), TAGS);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
