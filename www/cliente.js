import { updateCliente } from 'ficha';
import { sendOnSubmit } from './form.js';
import { sender } from './send.js';

const send = sender();
sendOnSubmit(document.forms[0], updateCliente, (record) => send('POST', '/clientes/updateCliente', record));
