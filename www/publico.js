import { updateClientePublico } from 'ficha';
import { sendOnSubmit } from './form.js';
import { send } from './send.js';

const form = document.forms[0];
const cliente = document.getElementById('cliente');
sendOnSubmit(form, updateClientePublico, (record) =>
  send('PUT', `/api/clientes/${encodeURIComponent(cliente.value.trim())}`, record),
);
