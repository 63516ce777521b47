import { updateCliente } from '../../ficha/index.mjs';
import { checkJson } from '../../ficha/json.mjs';

export const check = (record) => updateCliente.check(record);
export const checkBytes = (bytes) => checkJson(updateCliente, bytes);
