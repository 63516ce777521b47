// Shows warnings beside their fields while the form is filled in; a click repairs a slip in an email.

import { sentences, t } from './language.js';
import { made } from './made.js';

export function showWarnings(form, schema) {
  const places = new Map();

  function look() {
    const record = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
    const { warnings } = schema.check(record, { sentences });
    const byField = new Map(warnings.map((warning) => [warning.path[0], warning]));
    for (const control of form.elements) {
      if (!control.name) continue;
      const warning = byField.get(control.name);
      // An error comes before a warning.
      if (warning && control.getAttribute('aria-invalid') !== 'true') show(control, warning);
      else places.get(control.name)?.replaceChildren();
    }
  }

  function show(control, { code, params, message }) {
    const place = placeOf(control);
    if (place.dataset.said === message && place.hasChildNodes()) return;
    place.dataset.said = message;
    place.replaceChildren(message);
    if (code === 'email.typo') place.append(' ', mend(control, params.suggestion));
  }

  function mend(control, domain) {
    const textContent = t(`Usar ${domain}`, `Use ${domain}`);
    const button = made('button', { type: 'button', className: 'quiet small', textContent });
    button.addEventListener('click', () => {
      control.value = control.value.replace(/@[^@]*$/, `@${domain}`);
      control.dispatchEvent(new Event('input', { bubbles: true }));
      control.focus();
      look();
    });
    return button;
  }

  function placeOf(control) {
    if (!places.has(control.name)) {
      const place = made('p', { className: 'warning' });
      place.setAttribute('role', 'status');
      control.after(place);
      places.set(control.name, place);
    }
    return places.get(control.name);
  }

  form.addEventListener('focusout', () => setTimeout(look));
  form.addEventListener('change', look);
  look();
}
