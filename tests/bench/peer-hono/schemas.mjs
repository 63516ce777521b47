// The records as Zod schemas. `z.compile` is not used: here it takes longer to start and makes no request faster.

import * as z from 'zod';
import { CELULAR, EMAIL, isDistrito, isDocumento, isInLifetime, MAX_EXTRA, NOT_BLANK } from '../rules.mjs';

const key = z.int().min(1);
const extra = z.int().min(0).max(MAX_EXTRA).nullish();
const email = z.string().trim().max(254).regex(EMAIL).nullish();
const name = z.string().trim().min(1).max(100).optional();

export const formCliente = z.strictObject({
  id: key,
  numero_documento: z.string().trim().refine(isDocumento),
  nombres: z.string().trim().min(3).max(1500),
  fecha_nacimiento: z.iso.date().refine(isInLifetime).nullish(),
  email,
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
});

export const formPublico = z.strictObject({
  nombres: name,
  apellidos: name,
  telefono: z
    .string()
    .trim()
    .regex(/^\+[1-9]\d{6,14}$/)
    .nullish(),
  email,
});

export const clienteEnRuta = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,15}$/)
    .transform(Number)
    .pipe(z.int()),
});
