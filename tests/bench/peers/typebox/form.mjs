import Type from 'typebox';
import { Compile } from 'typebox/compile';
import Format from 'typebox/format';
import { Settings } from 'typebox/system';
import { parsed } from '../../json.mjs';
import { CELULAR, EMAIL, isDistrito, isDocumento, isInLifetime, MAX_EXTRA, MAX_ID, NOT_BLANK } from '../../rules.mjs';

// Collects every error; the default is eight at most.
Settings.Set({ maxErrors: Number.POSITIVE_INFINITY });
Format.Set('documento', isDocumento);

const orNull = (schema) => Type.Optional(Type.Union([schema, Type.Null()]));
const oneOf = (...values) => Type.Union(values.map((value) => Type.Literal(value)));
const key = Type.Integer({ minimum: 1, maximum: MAX_ID });
const extra = orNull(Type.Integer({ minimum: 0, maximum: MAX_EXTRA }));

const form = Compile(
  Type.Object(
    {
      id: key,
      numero_documento: Type.String({ format: 'documento' }),
      nombres: Type.String({ minLength: 3, maxLength: 1500 }),
      fecha_nacimiento: orNull(Type.Refine(Type.String({ format: 'date' }), isInLifetime)),
      email: orNull(Type.String({ maxLength: 254, pattern: EMAIL })),
      password: orNull(Type.String({ minLength: 12, maxLength: 128, pattern: NOT_BLANK })),
      celular: Type.String({ pattern: CELULAR }),
      tipo_cliente: oneOf('Natural', 'Jurídico'),
      tipo_pago: oneOf('Contado', 'Crédito'),
      incluye_igv: oneOf(0, 1),
      id_distrito: Type.Refine(Type.Integer(), isDistrito),
      id_lista_precio: key,
      id_tipo_detraccion: orNull(key),
      extra_domicilio_a_domicilio: extra,
      extra_domicilio_a_agencia: extra,
      extra_agencia_a_domicilio: extra,
    },
    { additionalProperties: false },
  ),
);

export const check = (record) =>
  form.Check(record) ? { ok: true, value: record } : { ok: false, issues: form.Errors(record) };

export const checkBytes = (bytes) => check(parsed(bytes));
