import * as v from 'valibot';
import { parsed } from '../../json.mjs';
import { CELULAR, EMAIL, isBirthDate, isDistrito, isDocumento, MAX_EXTRA, NOT_BLANK } from '../../rules.mjs';

const key = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const extra = v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_EXTRA)));

const form = v.strictObject({
  id: key,
  numero_documento: v.pipe(v.string(), v.trim(), v.check(isDocumento)),
  nombres: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(1500)),
  fecha_nacimiento: v.nullish(v.pipe(v.string(), v.check(isBirthDate))),
  email: v.nullish(v.pipe(v.string(), v.trim(), v.maxLength(254), v.regex(EMAIL))),
  password: v.nullish(v.pipe(v.string(), v.minLength(12), v.maxLength(128), v.regex(NOT_BLANK))),
  celular: v.pipe(v.string(), v.trim(), v.regex(CELULAR)),
  tipo_cliente: v.picklist(['Natural', 'Jurídico']),
  tipo_pago: v.picklist(['Contado', 'Crédito']),
  incluye_igv: v.picklist([0, 1]),
  id_distrito: v.pipe(v.number(), v.check(isDistrito)),
  id_lista_precio: key,
  id_tipo_detraccion: v.nullish(key),
  extra_domicilio_a_domicilio: extra,
  extra_domicilio_a_agencia: extra,
  extra_agencia_a_domicilio: extra,
});

export function check(record) {
  const { success, output, issues } = v.safeParse(form, record);
  return success ? { ok: true, value: output } : { ok: false, issues };
}

export const checkBytes = (bytes) => check(parsed(bytes));
