// Asks a question in a dialog; the page waits for the answer.

import { made } from './made.js';

/**
 * Shows a dialog.
 * @param {string} title
 * @param {(Node | string)[]} content
 * @param {[value: string, label: string][]} answers The first is the one that a person most likely wants.
 * @returns {Promise<string>} The value of the answer; `''` if the dialog was closed without one.
 */
export function question(title, content, answers) {
  const buttons = answers.map(([value, label], at) =>
    made('button', { value, textContent: label, className: at === 0 ? '' : 'quiet' }),
  );
  const heading = made('h2', { textContent: title, id: 'pregunta' });
  const form = made('form', { method: 'dialog' }, heading, ...content, made('p', { className: 'answers' }, ...buttons));
  const dialog = made('dialog', {}, form);
  dialog.setAttribute('aria-labelledby', heading.id);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}
