import * as z from 'zod/mini';
import { parsed } from '../../json.mjs';
import { CELULAR, EMAIL, isDistrito, isDocumento, isInLifetime, MAX_EXTRA, NOT_BLANK } from '../../rules.mjs';

const key = z.int().check(z.minimum(1));
const extra = z.nullish(z.int().check(z.minimum(0), z.maximum(MAX_EXTRA)));

const form = z.strictObject({
  id: key,
  numero_documento: z.string().check(z.trim(), z.refine(isDocumento)),
  nombres: z.string().check(z.trim(), z.minLength(3), z.maxLength(1500)),
  fecha_nacimiento: z.nullish(z.iso.date().check(z.refine(isInLifetime))),
  email: z.nullish(z.string().check(z.trim(), z.maxLength(254), z.regex(EMAIL))),
  password: z.nullish(z.string().check(z.minLength(12), z.maxLength(128), z.regex(NOT_BLANK))),
  celular: z.string().check(z.trim(), z.regex(CELULAR)),
  tipo_cliente: z.enum(['Natural', 'Jurídico']),
  tipo_pago: z.enum(['Contado', 'Crédito']),
  incluye_igv: z.int().check(z.minimum(0), z.maximum(1)),
  id_distrito: z.int().check(z.refine(isDistrito)),
  id_lista_precio: key,
  id_tipo_detraccion: z.nullish(key),
  extra_domicilio_a_domicilio: extra,
  extra_domicilio_a_agencia: extra,
  extra_agencia_a_domicilio: extra,
});

export function check(record) {
  const { success, data, error } = form.safeParse(record);
  return success ? { ok: true, value: data } : { ok: false, issues: error.issues };
}

export const checkBytes = (bytes) => check(parsed(bytes));
