import { attributes } from './attributes.js';
import { check } from './core.js';
import { encode } from './encode.js';

function schema(number, name) {
  const checkJson = (json) => {
    const { value, issues, warnings } = check(number, json);
    return issues.length === 0 ? { ok: true, value, warnings } : { ok: false, issues, warnings };
  };
  return Object.freeze({
    check: (value) => checkJson(encode(value)),
    checkJson,
    attributes: attributes[name],
  });
}

// In the order of FORMS in crates/wasm/src/answer.rs, then of ALONE in crates/validation/src/field.rs.
export const updateCliente = schema(0, 'updateCliente');
export const agregarDireccion = schema(1, 'agregarDireccion');
export const updateClientePublico = schema(2, 'updateClientePublico');
export const ruc = schema(3, 'ruc');
export const dni = schema(4, 'dni');
export const documento = schema(5, 'documento');
export const carneExtranjeria = schema(6, 'carneExtranjeria');
export const celular = schema(7, 'celular');
export const telefono = schema(8, 'telefono');
export const email = schema(9, 'email');
export const fechaNacimiento = schema(10, 'fechaNacimiento');
export const ubigeo = schema(11, 'ubigeo');
