// Shows a list of very many rows; only those in view have elements.

import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { made } from '../made.js';
import { nameOf } from './fields.js';

const HEIGHT = 44;

/**
 * @param {HTMLElement} box The element that scrolls.
 * @param {{headings: () => string[], read: (from: number, to: number) => Promise<object[]>}} source
 */
export function rowList(box, { headings, read }) {
  const table = made('table');
  const head = made('thead');
  const body = made('tbody');
  table.append(head, body);
  box.append(table);
  let count = 0;
  /** The number of the last request; answers to earlier ones are ignored. */
  let asked = 0;

  const options = () => ({
    count,
    getScrollElement: () => box,
    estimateSize: () => HEIGHT,
    overscan: 5,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: draw,
  });
  const virtualizer = new Virtualizer(options());
  virtualizer._didMount();
  virtualizer._willUpdate();

  async function draw() {
    const items = virtualizer.getVirtualItems();
    const mine = ++asked;
    const [first, last] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1];
    const rows = await read(first, last);
    if (mine !== asked) return;
    body.replaceChildren(...space(first), ...rows.map(rowOf), ...space(count - last));
  }

  /** Fills the place of rows that are out of view. */
  function space(rows) {
    if (rows === 0) return [];
    const row = made('tr', { className: 'space', ariaHidden: 'true' }, made('td'));
    row.style.height = `${rows * HEIGHT}px`;
    return [row];
  }

  function rowOf({ line, issues, cells }) {
    const reasons = issues.map(({ field, message }) => `${nameOf(field)}: ${message}`).join(' ');
    const cell = (textContent) => made('td', { textContent, title: textContent });
    const ofTable = ({ text, issue }) =>
      made('td', { textContent: text, title: text, className: issue ? 'wrong' : '' });
    return made('tr', {}, made('th', { scope: 'row', textContent: line }), cell(reasons), ...cells.map(ofTable));
  }

  return {
    /** Shows the list from its start, with `total` rows. */
    show(total) {
      count = total;
      head.replaceChildren(
        made('tr', {}, ...headings().map((textContent) => made('th', { scope: 'col', textContent }))),
      );
      box.scrollTop = 0;
      virtualizer.setOptions(options());
      virtualizer.measure();
      virtualizer._willUpdate();
      return draw();
    },
  };
}
