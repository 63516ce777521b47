import { attributes } from './attributes.js';
import { check } from './core.js';

function schema(form, name) {
  const checkJson = (json) => {
    const { value, issues, warnings } = check(form, json);
    return issues.length === 0 ? { ok: true, value, warnings } : { ok: false, issues, warnings };
  };
  return Object.freeze({
    check: (value) => checkJson(JSON.stringify(value) ?? ''),
    checkJson,
    attributes: attributes[name],
  });
}

export const updateCliente = schema(0, 'updateCliente');
export const agregarDireccion = schema(1, 'agregarDireccion');
export const updateClientePublico = schema(2, 'updateClientePublico');
