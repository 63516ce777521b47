import { updateClientePublico } from 'ficha';
import { sendOnSubmit } from './form.js';
import { read, sender } from './send.js';

const form = document.forms[0];
const cliente = document.getElementById('cliente');
const send = sender();
// A personal link has its customer and its token in the fragment, which no browser sends anywhere.
const link = new URLSearchParams(location.hash.slice(1));
const token = link.get('token');
let etag;

const path = () => `/api/clientes/${encodeURIComponent(cliente.value.trim())}`;

/** Fills the form in with what there is; what stays like that is not sent. */
async function fillIn() {
  cliente.value = link.get('cliente') ?? '';
  cliente.readOnly = true;
  const answer = await read(path(), { token });
  etag = answer.etag;
  for (const [name, value] of Object.entries(answer.cliente ?? {})) {
    const control = form.elements[name];
    if (control) control.defaultValue = value ?? '';
  }
  return answer;
}

const opened = token ? await fillIn() : { ok: true };
const { say } = sendOnSubmit(form, updateClientePublico, async (record) => {
  const answer = await send('PUT', path(), record, { token, etag });
  if (answer.ok) ({ etag } = answer);
  return answer;
});
if (!opened.ok) say(opened.message, 'bad');
