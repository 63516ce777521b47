import { updateClientePublico } from 'ficha';
import { runForm } from './form.js';
import { read, sender } from './server.js';
import { personal, tokenBox } from './token.js';
import './language.js';

const form = document.forms[0];
const cliente = document.getElementById('cliente');
const send = sender();
if (personal) Object.assign(cliente, { value: personal.cliente, readOnly: true });

const path = () => `/api/clientes/${encodeURIComponent(cliente.value.trim())}`;

const page = runForm(form, updateClientePublico, {
  customer: cliente,
  async read() {
    const { ok, message, etag, cliente: stored } = await read(path(), { token: token() });
    return { ok, message, etag, stored };
  },
  send: (record, options) => send('PUT', path(), record, { ...options, token: token() }),
});
const token = tokenBox(document.getElementById('con-token'), () => page.load());
if (personal) await page.load();
