import { updateCliente } from 'ficha';
import { sendOnSubmit } from './form.js';
import { send } from './send.js';

sendOnSubmit(document.forms[0], updateCliente, (record) => send('POST', '/clientes/updateCliente', record));
