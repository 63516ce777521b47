// What was typed and not saved, for as long as the tab lives: it survives a reload and another language. Passwords
// and tokens are not kept.

const key = () => `ficha.borrador ${location.pathname}${location.hash.replace(/token=[^&]*/, '')}`;
const isKept = ({ id, type }) => id && type !== 'password' && type !== 'submit' && type !== 'button';

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
  const kept = Object.entries(draft()).filter(([id]) => form.elements[id] ?? document.getElementById(id));
  for (const [id, value] of kept) document.getElementById(id).value = value;
  return kept.length > 0;
}
