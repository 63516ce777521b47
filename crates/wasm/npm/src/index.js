// biome-ignore-all assist/source/organizeImports: the module comes behind what is alike, and a bundle compresses better.

import * as access from 'access-module';
import { core, field, form } from './schema.js';
import * as about from './tables.js';
import { instantiate } from 'core-module';

export { es } from './es.js';

// The calls are marked as pure, so that a bundler drops the schemas that are not used. The numbers are those
// of names.js.
const rules = /* @__PURE__ */ core(instantiate);
export const updateCliente = /* @__PURE__ */ form(rules, 0, 'updateCliente', about.updateCliente, access.updateCliente);
export const agregarDireccion = /* @__PURE__ */ form(
  rules,
  1,
  'agregarDireccion',
  about.agregarDireccion,
  access.agregarDireccion,
);
export const updateClientePublico = /* @__PURE__ */ form(
  rules,
  2,
  'updateClientePublico',
  about.updateClientePublico,
  access.updateClientePublico,
);
export const ruc = /* @__PURE__ */ field(rules, 3, 'ruc', about.ruc);
export const dni = /* @__PURE__ */ field(rules, 4, 'dni', about.dni);
export const documento = /* @__PURE__ */ field(rules, 5, 'documento', about.documento);
export const carneExtranjeria = /* @__PURE__ */ field(rules, 6, 'carneExtranjeria', about.carneExtranjeria);
export const celular = /* @__PURE__ */ field(rules, 7, 'celular', about.celular);
export const telefono = /* @__PURE__ */ field(rules, 8, 'telefono', about.telefono);
export const email = /* @__PURE__ */ field(rules, 9, 'email', about.email);
export const fechaNacimiento = /* @__PURE__ */ field(rules, 10, 'fechaNacimiento', about.fechaNacimiento);
export const ubigeo = /* @__PURE__ */ field(rules, 11, 'ubigeo', about.ubigeo);
