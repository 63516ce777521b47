// Shows a grid of very many rows, of which only those in view have elements. A cell is edited in place.

import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { t } from '../language.js';
import { made } from '../made.js';
import { nameOf } from './fields.js';

const HEIGHT = 44;
/** The columns before those of the file: the line, and the reasons. */
const BEFORE = 2;

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export const reasonsOf = ({ issues }) => issues.map(({ field, message }) => `${nameOf(field)}: ${message}`).join(' ');

/**
 * @param {HTMLElement} box The element that scrolls.
 * @param {object} source
 * @param {() => string[]} source.headings
 * @param {() => number[]} source.order The columns of the file, in the order in which they are shown.
 * @param {(from: number, to: number) => Promise<object[]>} source.read
 * @param {(row: object) => boolean} source.canEdit
 * @param {(line: number, column: number) => boolean} source.isEdited
 * @param {(line: number) => boolean} source.isLeft True for a row that is left out.
 * @param {(row: object, column: number, text: string) => Promise<void>} source.edit
 * @param {() => void} source.undo
 * @param {(row: object) => void} source.tell Is called with the row of the active cell.
 */
export function grid(box, { headings, order, read, canEdit, isEdited, isLeft, edit, undo, tell }) {
  const table = made('table', { role: 'grid' });
  const head = made('thead');
  const body = made('tbody');
  table.append(head, body);
  box.append(table);
  let count = 0;
  let columns = [];
  /** The place of the active cell: the row, and the place in the order of columns. */
  let active = { row: 0, column: BEFORE };
  /** The number of the last request; answers to earlier ones are ignored. */
  let asked = 0;
  let shown = [];
  let isEditing = false;
  /** Ends an edit without keeping it. */
  let cancel = () => {};
  /** True once a cell of these rows was active. */
  let isVisited = false;

  const options = () => ({
    count,
    getScrollElement: () => box,
    estimateSize: () => HEIGHT,
    overscan: 5,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => draw(),
  });
  const virtualizer = new Virtualizer(options());
  virtualizer._didMount();
  virtualizer._willUpdate();

  async function draw() {
    const items = virtualizer.getVirtualItems();
    const mine = ++asked;
    const [first, last] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1];
    const rows = last > first ? await read(first, last) : [];
    if (mine !== asked) return;
    if (isEditing) {
      // The row that is being edited stays as it is.
      shown = shown.map((row) => (row.index === active.row ? row : { ...row, ...rows[row.index - first] }));
      for (const row of shown) if (row.index !== active.row) lineOf(row.index)?.replaceWith(rowOf(row));
      return;
    }
    const hadFocus = table.contains(document.activeElement);
    shown = rows.map((row, at) => ({ ...row, index: first + at }));
    body.replaceChildren(...space(first), ...shown.map(rowOf), ...space(count - last));
    if (hadFocus) elementOf(active)?.focus();
  }

  /** Fills the place of rows that are out of view. */
  function space(rows) {
    if (rows === 0) return [];
    const row = made('tr', { className: 'space', ariaHidden: 'true' }, made('td'));
    row.style.height = `${rows * HEIGHT}px`;
    return [row];
  }

  function rowOf(row) {
    const { line, index, cells } = row;
    const isGood = row.issues.length === 0;
    const corrected = row.isEmpty ? t('Vacía: no cuenta', 'Empty: does not count') : t('Corregida', 'Corrected');
    const reasons = isGood ? corrected : reasonsOf(row);
    const texts = [
      made('th', { scope: 'row', textContent: line }),
      made('td', { textContent: reasons, title: reasons, className: isGood ? 'good' : '' }),
      ...columns.map((column) => {
        const { text = '', issue } = cells[column] ?? {};
        const edited = isEdited(line, column) ? 'edited ' : '';
        return made('td', { textContent: text, title: text, className: edited + (issue ? 'wrong' : '') });
      }),
    ];
    for (const [column, cell] of texts.entries()) {
      cell.tabIndex = index === active.row && column === active.column ? 0 : -1;
      cell.dataset.column = column;
      cell.role = column === 0 ? 'rowheader' : 'gridcell';
      if (cell.classList.contains('wrong')) cell.ariaInvalid = 'true';
    }
    const element = made('tr', { ariaRowIndex: index + 2, className: isLeft(line) ? 'left' : '' }, ...texts);
    element.dataset.index = index;
    return element;
  }

  const lineOf = (row) => body.querySelector(`tr[data-index="${row}"]`);
  const elementOf = ({ row, column }) => lineOf(row)?.querySelector(`[data-column="${column}"]`);

  const placeOf = (element) => {
    const cell = element.closest('[data-column]');
    return cell && { row: Number(cell.parentElement.dataset.index), column: Number(cell.dataset.column) };
  };

  function activate(place) {
    const before = elementOf(active);
    if (before) before.tabIndex = -1;
    active = place;
    isVisited = true;
    const cell = elementOf(place);
    if (!cell) return;
    cell.tabIndex = 0;
    cell.focus();
    const row = shown.find(({ index }) => index === place.row);
    if (row) tell(row);
  }

  async function move([down, right]) {
    const row = Math.min(Math.max(active.row + down, 0), count - 1);
    const column = Math.min(Math.max(active.column + right, 0), BEFORE + columns.length - 1);
    if (!elementOf({ row, column })) {
      active = { row, column };
      virtualizer.scrollToIndex(row);
      await draw();
    }
    activate({ row, column });
  }

  /** Puts a box with the text of the active cell in its place. */
  function startEditing(first) {
    const cell = elementOf(active);
    const column = columns[active.column - BEFORE];
    const row = shown.find(({ index }) => index === active.row);
    if (!cell || column === undefined || !row || !canEdit(row)) return;
    const before = row.cells[column]?.text ?? '';
    const label = `${headings()[column]}, ${t('línea', 'line')} ${row.line}`;
    const input = made('input', { value: first ?? before, ariaLabel: label, autocomplete: 'off' });
    // A box of one line drops line ends: to look at a cell is no edit of it.
    const begun = first === undefined ? input.value : before;
    isEditing = true;
    cell.replaceChildren(input);
    input.focus();
    if (first === undefined) input.select();
    const top = box.scrollTop;
    const scrolled = () => Math.abs(box.scrollTop - top) > 3 * HEIGHT && input.blur();
    box.addEventListener('scroll', scrolled);
    let isOver = false;
    const end = async (isKept, next) => {
      if (isOver) return;
      isOver = true;
      box.removeEventListener('scroll', scrolled);
      const text = isKept && input.value !== begun ? input.value : before;
      const hadFocus = cell.contains(document.activeElement);
      cell.textContent = text;
      isEditing = false;
      // Whoever types fast is in the next cell before this one is checked.
      if (next) move(next);
      else if (hadFocus) cell.focus();
      if (text !== before) await edit(row, column, text);
      await draw();
      const after = shown.find(({ index }) => index === active.row);
      if (after) tell(after);
    };
    cancel = () => {
      isOver = true;
      isEditing = false;
      box.removeEventListener('scroll', scrolled);
    };
    input.addEventListener('blur', () => end(true));
    input.addEventListener('keydown', (event) => {
      event.stopPropagation();
      const next = { Enter: [event.shiftKey ? -1 : 1, 0], Tab: [0, event.shiftKey ? -1 : 1], Escape: null }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      end(next !== null, next);
    });
  }

  /** Gives the active cell this text. */
  async function put(text) {
    const column = columns[active.column - BEFORE];
    const row = shown.find(({ index }) => index === active.row);
    if (column === undefined || !row || !canEdit(row) || row.cells[column]?.text === text) return;
    await edit(row, column, text);
    await draw();
    const after = shown.find(({ index }) => index === active.row);
    if (after) tell(after);
  }

  /** Goes to the next wrong cell, in this row or in a later one. */
  async function nextWrong() {
    const wrong = ({ cells }) =>
      columns.map((column, at) => (cells[column]?.issue ? at + BEFORE : -1)).filter((at) => at >= 0);
    const here = shown.find(({ index }) => index === active.row);
    const same = here && wrong(here).find((column) => column > active.column || !isVisited);
    if (same !== undefined) {
      activate({ row: active.row, column: same });
      return;
    }
    for (let row = active.row + 1; row < count; row++) {
      const [next] = await read(row, row + 1);
      if (!next || next.issues.length === 0) continue;
      active = { row, column: wrong(next)[0] ?? 1 };
      virtualizer.scrollToIndex(row);
      await draw();
      activate(active);
      return;
    }
  }

  table.addEventListener('copy', (event) => {
    const cell = elementOf(active);
    if (!cell || isEditing || !getSelection().isCollapsed) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', cell.textContent);
  });
  table.addEventListener('paste', (event) => {
    if (isEditing) return;
    event.preventDefault();
    put(event.clipboardData.getData('text/plain').trim());
  });
  table.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      undo();
      return;
    }
    if (event.altKey || (event.ctrlKey && event.key !== 'Home' && event.key !== 'End') || event.metaKey) return;
    const pages = Math.max(1, Math.floor(box.clientHeight / HEIGHT) - 2);
    const far = { PageUp: [-pages, 0], PageDown: [pages, 0], Home: [0, -Infinity], End: [0, Infinity] }[event.key];
    const by = MOVES[event.key] ?? far;
    if (by) {
      event.preventDefault();
      move(event.ctrlKey ? [by[1], 0] : by);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      put('');
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      startEditing();
    } else if (event.key.length === 1 && event.key !== ' ') {
      event.preventDefault();
      startEditing(event.key);
    }
  });
  table.addEventListener('click', ({ target }) => {
    const place = placeOf(target);
    if (!place || target.tagName === 'INPUT') return;
    const isSame = place.row === active.row && place.column === active.column && target === document.activeElement;
    const wasActive = isSame && target.dataset.clicked === 'true';
    activate(place);
    target.dataset.clicked = 'true';
    if (wasActive) startEditing();
  });

  return {
    /** Shows the grid from its start, with `total` rows. */
    show(total) {
      count = total;
      columns = order();
      active = { row: 0, column: BEFORE };
      isVisited = false;
      table.ariaRowCount = total + 1;
      const first = [t('Línea', 'Line'), t('Motivos', 'Reasons')];
      const all = [...first, ...columns.map((column) => headings()[column])];
      head.replaceChildren(
        made('tr', { ariaRowIndex: 1 }, ...all.map((textContent) => made('th', { scope: 'col', textContent }))),
      );
      box.scrollTop = 0;
      virtualizer.setOptions(options());
      virtualizer.measure();
      virtualizer._willUpdate();
      return draw();
    },
    /** Shows no rows. */
    clear() {
      cancel();
      count = 0;
      asked++;
      virtualizer.setOptions(options());
      body.replaceChildren();
    },
    /** Goes on with other rows, `total` of them, in the same place. */
    resize(total) {
      count = total;
      active = { ...active, row: Math.min(active.row, Math.max(total - 1, 0)) };
      table.ariaRowCount = total + 1;
      virtualizer.setOptions(options());
      virtualizer._willUpdate();
      return draw();
    },
    /** Shows the rows in view again. */
    refresh: draw,
    nextWrong,
  };
}
