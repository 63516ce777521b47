import { updateClientePublico } from 'ficha';
import { bind } from './form.js';
import { send } from './send.js';

const form = document.forms[0];
const cliente = document.getElementById('cliente');
bind(form, updateClientePublico, (record) =>
  send('PUT', `/api/clientes/${encodeURIComponent(cliente.value.trim())}`, record),
);
