// Keeps what a person typed and did not save for as long as the tab lives: it survives a reload and a change of
// language. Passwords, tokens and a customer number that a link fixes are not kept.

import { personal } from './token.js';

/** Every link has a draft of its own. */
const key = () => `ficha.borrador ${location.pathname}${personal ? ` ${personal.cliente}` : ''}`;
const isKept = ({ id, type, dataset }) =>
  id && type !== 'password' && type !== 'submit' && type !== 'button' && dataset.fixed === undefined;

/** Stores the controls of a form that differ from their initial values, by id, whenever one changes. */
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

/** The stored draft of the page, by the ids of the controls. */
export const draft = () => JSON.parse(sessionStorage.getItem(key()) ?? '{}');

export function forgetDraft() {
  sessionStorage.removeItem(key());
}

/** Restores the stored draft; returns true if there was one. */
export function restoreDraft(form) {
  const controls = Object.entries(draft()).map(([id, value]) => [
    form.elements[id] ?? document.getElementById(id),
    value,
  ]);
  const kept = controls.filter(([control]) => control && isKept(control));
  for (const [control, value] of kept) control.value = value;
  return kept.length > 0;
}
