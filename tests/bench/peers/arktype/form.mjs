import { type } from 'arktype';
import { parsed } from '../../json.mjs';
import { CELULAR, EMAIL, isBirthDate, isDistrito, isDocumento, MAX_EXTRA, MAX_ID, NOT_BLANK } from '../../rules.mjs';

const key = type(`1 <= number.integer <= ${MAX_ID}`);
const extra = type(`0 <= number.integer <= ${MAX_EXTRA}`).or('null');

// Trims nothing: with a `string.trim` among its fields a record leaves ArkType's compiled path, and a check takes many
// times as long.
const form = type({
  '+': 'reject',
  id: key,
  numero_documento: type('string').narrow(isDocumento),
  nombres: '3 <= string <= 1500',
  'fecha_nacimiento?': type('string').narrow(isBirthDate).or('null'),
  'email?': type('string <= 254').and(EMAIL).or('null'),
  'password?': type('12 <= string <= 128').and(NOT_BLANK).or('null'),
  celular: CELULAR,
  tipo_cliente: "'Natural' | 'Jurídico'",
  tipo_pago: "'Contado' | 'Crédito'",
  incluye_igv: '0 | 1',
  id_distrito: type('number').narrow(isDistrito),
  id_lista_precio: key,
  'id_tipo_detraccion?': key.or('null'),
  'extra_domicilio_a_domicilio?': extra,
  'extra_domicilio_a_agencia?': extra,
  'extra_agencia_a_domicilio?': extra,
});

export function check(record) {
  const checked = form(record);
  return checked instanceof type.errors ? { ok: false, issues: checked } : { ok: true, value: checked };
}

export const checkBytes = (bytes) => check(parsed(bytes));
