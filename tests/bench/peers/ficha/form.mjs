import { updateCliente } from '../../ficha/index.mjs';

export const check = (record) => updateCliente.check(record);
export const checkBytes = (bytes) => updateCliente.checkJson(bytes);
