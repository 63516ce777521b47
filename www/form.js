// Runs a page with a form: checks it while a person types, sends it once it is good, and shows the result.

import { bindForm } from 'ficha/form';
import { changed, changesTable } from './changes.js';
import { question } from './dialog.js';
import { draft, forgetDraft, keepDraft, restoreDraft } from './draft.js';
import { sentences, t } from './language.js';
import { made } from './made.js';
import { personal } from './token.js';
import { showWarnings } from './warnings.js';

/**
 * @param {HTMLFormElement} form
 * @param {object} schema
 * @param {object} page
 * @param {HTMLInputElement} page.customer The input with the number of the customer.
 * @param {(record: object, options: {etag?: string}) => Promise<object>} page.send
 * @param {() => Promise<object>} [page.read] Returns the stored record, as `stored`, with its `etag`.
 * @param {() => void} [page.saved] Called after a good answer.
 */
export function runForm(form, schema, { customer, send, read, saved }) {
  const status = made('div', { className: 'status' });
  status.setAttribute('role', 'status');
  form.append(status);
  /** The record that the form was filled in with. */
  let stored;
  /** The last known version, and the number of its customer. */
  let etag;
  let etagOf;

  const bind = () =>
    bindForm(form, schema, { sentences, heading: t('Corrige estos datos:', 'Please correct:'), onSubmit: submit });

  async function submit(record) {
    status.replaceChildren();
    if (stored && !(await confirm(record))) return;
    say(t('Guardando…', 'Saving…'));
    const number = customer.value.trim();
    let answer = await send(record, { etag: number === etagOf ? etag : undefined });
    if (answer.status === 412) answer = await settle(record, answer);
    status.replaceChildren();
    if (!answer) return;
    bound.applyServerIssues(answer.issues, answer.message);
    say(answer.message, answer.ok ? 'good' : 'bad');
    for (const { message } of answer.warnings) say(message, 'warning');
    if (answer.ok) {
      [etag, etagOf] = [answer.etag, number];
      // A password is never sent twice and never shown.
      delete record.password;
      for (const control of form.elements) if (control.type === 'password' && control.name) control.value = '';
      forgetDraft();
      saved?.();
      if (stored) fill({ ...stored, ...record }, etag);
    } else if (answer.status === 0) {
      offerRetry();
    }
  }

  function say(textContent, className = '') {
    status.append(made('p', { textContent, className }));
  }

  /** Offers to send again: the retry has the same key, so that the change does not happen twice. */
  function offerRetry() {
    const again = made('button', {
      type: 'submit',
      className: 'quiet',
      textContent: t('Intentar de nuevo', 'Try again'),
    });
    status.append(again);
    addEventListener('online', () => say(t('Hay conexión de nuevo.', 'There is a connection again.')), { once: true });
  }

  /** Offers to load the page again, in case the record can be read later. */
  function offerReload() {
    const again = made('button', {
      type: 'button',
      className: 'quiet',
      textContent: t('Intentar de nuevo', 'Try again'),
    });
    again.addEventListener('click', () => location.reload());
    status.append(again);
  }

  /** Shows what will change, before it is sent. */
  async function confirm(record) {
    const names = changed(record, stored);
    if (names.length === 0) {
      say(t('No hay cambios que guardar.', 'There are no changes to save.'));
      return false;
    }
    const versions = [
      [t('Ahora', 'Now'), stored],
      [t('Después', 'After'), record],
    ];
    const answer = await question(
      t('Esto es lo que cambia', 'This is what changes'),
      [changesTable(form, versions, names)],
      [
        ['send', t('Guardar estos cambios', 'Save these changes')],
        ['', t('Seguir editando', 'Go on editing')],
      ],
    );
    return answer === 'send';
  }

  /** Lets the person choose a version after somebody else changed the record meanwhile. */
  async function settle(record, refusal) {
    const title = t('El cliente cambió mientras tanto', 'The customer changed meanwhile');
    const latest = read && stored ? await read() : undefined;
    if (!latest?.ok) {
      const answer = await question(
        title,
        [made('p', { textContent: refusal.message })],
        [
          ['reload', t('Empezar de nuevo', 'Start again')],
          ['send', t('Enviar de todos modos', 'Send anyway')],
        ],
      );
      if (answer === 'send') return send(record, {});
      if (answer === 'reload') {
        forgetDraft();
        location.reload();
      }
      return;
    }
    const names = changed(record, latest.stored);
    const versions = [
      [t('Lo guardado', 'What is stored'), latest.stored],
      [t('Lo tuyo', 'Yours'), record],
    ];
    const answer = await question(
      title,
      [changesTable(form, versions, names)],
      [
        ['mine', t('Guardar lo mío', 'Save mine')],
        ['theirs', t('Quedarme con lo guardado', 'Keep what is stored')],
      ],
    );
    if (answer === 'mine') return send(record, { etag: latest.etag });
    if (answer === 'theirs') fill(latest.stored, latest.etag);
  }

  /**
   * Fills the form in; unchanged fields are not sent. Values `kept` from a draft replace the stored ones, as changes.
   * The data belongs to one customer, so the number becomes read-only.
   */
  function fill(record, version, kept = {}) {
    stored = record;
    [etag, etagOf] = [version, customer.value.trim()];
    customer.readOnly = true;
    offerAnother();
    bound?.unbind();
    for (const control of form.elements) {
      if (!control.name || !Object.hasOwn(record, control.name)) continue;
      const value = String(record[control.name] ?? '');
      if (control.tagName === 'SELECT') {
        for (const option of control.options) option.defaultSelected = option.value === value;
      } else {
        control.defaultValue = value;
      }
      const wanted = kept[control.id] ?? value;
      // Setting a value again would move the caret of a person who is typing.
      if (control.value !== wanted) control.value = wanted;
      control.dispatchEvent(new Event('change', { bubbles: true }));
    }
    bound = bind();
  }

  /** Reads the stored record and fills the form in with it; shows an error if that fails. Returns the answer. */
  async function load() {
    const wasReadOnly = customer.readOnly;
    customer.readOnly = true;
    const answer = await read();
    status.replaceChildren();
    if (answer.ok) {
      // The draft also has what the person typed meanwhile.
      fill(answer.stored, answer.etag, draft());
    } else {
      customer.readOnly = wasReadOnly;
      say(answer.message, 'bad');
    }
    return answer;
  }

  /** Adds a button for another customer, unless the page is for one customer only. */
  function offerAnother() {
    if (personal || customer.nextElementSibling?.matches('[data-another]')) return;
    const textContent = t('Otro cliente', 'Another customer');
    const another = made('button', { type: 'button', className: 'quiet small', textContent });
    another.dataset.another = '';
    another.addEventListener('click', () => {
      forgetDraft();
      form.reset();
      location.reload();
    });
    customer.after(another);
  }

  if (restoreDraft(form)) say(t('Aquí está lo que habías escrito.', 'Here is what you had written.'));
  let bound = bind();
  // Before this, a submit would put the typed values into the address.
  form.querySelector('button[type="submit"]').disabled = false;
  keepDraft(form);
  showWarnings(form, schema);
  addEventListener('offline', () =>
    say(
      t('No hay conexión. Lo escrito sigue aquí.', 'There is no connection. What you wrote is still here.'),
      'warning',
    ),
  );
  return { load, offerReload, refresh: () => bound.refresh() };
}
