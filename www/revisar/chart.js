// Draws bars with their numbers beside them, in a table, so that everyone can read it.

import { made } from '../made.js';

/** @param {[label: string, count: number, show: () => void][]} rows Each with what its label does when it is clicked. */
export function chart(table, headings, rows, number) {
  const most = Math.max(1, ...rows.map(([, count]) => count));
  const head = made('tr', {}, ...headings.map((textContent) => made('th', { scope: 'col', textContent })));
  const body = rows.map(([label, count, show]) => {
    const bar = made('span', { className: 'bar', ariaHidden: 'true' });
    bar.style.inlineSize = `${(70 * count) / most}%`;
    const button = made('button', { type: 'button', className: 'link', textContent: label });
    button.addEventListener('click', show);
    const counted = made('span', { textContent: number.format(count) });
    return made('tr', {}, made('th', { scope: 'row' }, button), made('td', {}, bar, ' ', counted));
  });
  table.replaceChildren(made('thead', {}, head), made('tbody', {}, ...body));
}
