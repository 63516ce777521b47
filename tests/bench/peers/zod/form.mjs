import * as z from 'zod';
import { parsed } from '../../json.mjs';
import { CELULAR, EMAIL, isDistrito, isDocumento, isInLifetime, MAX_EXTRA, NOT_BLANK } from '../../rules.mjs';

const key = z.int().min(1);
const extra = z.int().min(0).max(MAX_EXTRA).nullish();

const form = z.compile(
  z.strictObject({
    id: key,
    numero_documento: z.string().trim().refine(isDocumento),
    nombres: z.string().trim().min(3).max(1500),
    fecha_nacimiento: z.iso.date().refine(isInLifetime).nullish(),
    email: z.string().trim().max(254).regex(EMAIL).nullish(),
    password: z.string().min(12).max(128).regex(NOT_BLANK).nullish(),
    celular: z.string().trim().regex(CELULAR),
    tipo_cliente: z.enum(['Natural', 'Jurídico']),
    tipo_pago: z.enum(['Contado', 'Crédito']),
    incluye_igv: z.int().min(0).max(1),
    id_distrito: z.int().refine(isDistrito),
    id_lista_precio: key,
    id_tipo_detraccion: key.nullish(),
    extra_domicilio_a_domicilio: extra,
    extra_domicilio_a_agencia: extra,
    extra_agencia_a_domicilio: extra,
  }),
);

export function check(record) {
  const { success, data, error } = form.safeParse(record);
  return success ? { ok: true, value: data } : { ok: false, issues: error.issues };
}

export const checkBytes = (bytes) => check(parsed(bytes));
