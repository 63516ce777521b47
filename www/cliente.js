import { updateCliente } from 'ficha';
import { bind } from './form.js';
import { send } from './send.js';

bind(document.forms[0], updateCliente, (record) => send('POST', '/clientes/updateCliente', record));
