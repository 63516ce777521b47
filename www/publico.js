import { updateClientePublico } from 'ficha';
import { runForm } from './form.js';
import { t } from './language.js';
import { made } from './made.js';
import { read, sender } from './server.js';
import { personal, tokenBox } from './token.js';

const form = document.forms[0];
const cliente = document.getElementById('cliente');
const send = sender();
const token = tokenBox(document.getElementById('con-token'));
if (personal) {
  Object.assign(cliente, { value: personal.cliente, readOnly: true });
  cliente.dataset.fixed = '';
}

/** Reasons why a link does not work, by the status of the answer. */
const WHY = {
  401: t(
    'Este enlace venció o fue anulado. Pide uno nuevo a quien te lo envió.',
    'This link expired or was revoked. Ask the sender for a new one.',
  ),
  403: t(
    'Este enlace es de otro cliente o no permite ver estos datos. Pide uno nuevo a quien te lo envió.',
    'This link is for another customer, or does not allow seeing this data. Ask whoever sent it for a new one.',
  ),
  404: t(
    'El cliente de este enlace ya no existe. Si crees que es un error, avisa a quien te lo envió.',
    'The customer of this link is no longer there. If you think this is a mistake, tell whoever sent it.',
  ),
};

/** Replaces the form with the reason: without data to show and save, filling it in would be useless. */
function explain(why) {
  const heading = made('h2', { textContent: t('Este enlace no sirve', 'This link does not work'), tabIndex: -1 });
  document.querySelector('main > p').remove();
  form.replaceWith(heading, made('p', { textContent: why }));
  heading.focus();
}

const path = () => `/api/clientes/${encodeURIComponent(cliente.value.trim())}`;

const page = runForm(form, updateClientePublico, {
  customer: cliente,
  async read() {
    const { ok, status, message, etag, cliente: stored } = await read(path(), { token: token.current() });
    return { ok, status, message, etag, stored };
  },
  send: (record, options) => send('PUT', path(), record, { ...options, token: token.current() }),
});
token.onAsked(() => page.load());
if (personal && !/^[1-9]\d*$/.test(personal.cliente)) {
  explain(
    t(
      'A este enlace le falta una parte. Ábrelo de nuevo desde el mensaje en que te llegó.',
      'A part of this link is missing. Open it again from the message that it came in.',
    ),
  );
} else if (personal) {
  const { ok, status } = await page.load();
  if (status in WHY) explain(WHY[status]);
  else if (!ok) page.offerReload();
}
