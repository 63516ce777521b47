// What was typed and not saved, for as long as the tab lives: it survives a reload and another language. Passwords
// and tokens are not kept, nor is the number of a customer that a link fixes.

import { personal } from './token.js';

/** Every link has a draft of its own. */
const key = () => `ficha.borrador ${location.pathname}${personal ? ` ${personal.cliente}` : ''}`;
const isKept = ({ id, type, dataset }) =>
  id && type !== 'password' && type !== 'submit' && type !== 'button' && dataset.fixed === undefined;

/** Keeps the controls of a form, by their ids, whenever one changes. */
export function keepDraft(form) {
  const keep = () => {
    const controls = [...form.elements].filter((control) => isKept(control) && control.value !== initial(control));
    const values = Object.fromEntries(controls.map(({ id, value }) => [id, value]));
    sessionStorage.setItem(key(), JSON.stringify(values));
  };
  form.addEventListener('input', keep);
  form.addEventListener('change', keep);
}

const initial = (control) =>
  control.tagName === 'SELECT'
    ? ([...control.options].find(({ defaultSelected }) => defaultSelected) ?? control.options[0])?.value
    : control.defaultValue;

/** What is kept of a form, by the ids of its controls. */
export const draft = () => JSON.parse(sessionStorage.getItem(key()) ?? '{}');

export function forgetDraft() {
  sessionStorage.removeItem(key());
}

/** Puts back what is kept; whether there was anything. */
export function restoreDraft(form) {
  const controls = Object.entries(draft()).map(([id, value]) => [
    form.elements[id] ?? document.getElementById(id),
    value,
  ]);
  const kept = controls.filter(([control]) => control && isKept(control));
  for (const [control, value] of kept) control.value = value;
  return kept.length > 0;
}
