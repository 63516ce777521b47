import { updateCliente } from '../../ficha/index.mjs';
import { checkJson, isJson } from '../../ficha/json.mjs';

export const check = (record) => updateCliente.check(record);
export const checkBytes = (bytes) => checkJson(updateCliente, bytes);
export const isBytes = (bytes) => isJson(updateCliente, bytes);
