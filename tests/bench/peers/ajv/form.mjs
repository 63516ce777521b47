import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parsed } from '../../json.mjs';
import { CELULAR, EMAIL, isDistrito, isDocumento, MAX_EXTRA, MAX_ID, NOT_BLANK, today } from '../../rules.mjs';

const ajv = new Ajv({
  allErrors: true,
  formats: { documento: isDocumento, distrito: { type: 'number', validate: isDistrito } },
});
addFormats(ajv, { formats: ['date'], keywords: true });

const key = { type: 'integer', minimum: 1, maximum: MAX_ID };
const extra = { type: 'integer', nullable: true, minimum: 0, maximum: MAX_EXTRA };

const validate = ajv.compile({
  type: 'object',
  required: [
    'id',
    'numero_documento',
    'nombres',
    'celular',
    'tipo_cliente',
    'tipo_pago',
    'incluye_igv',
    'id_distrito',
    'id_lista_precio',
  ],
  additionalProperties: false,
  properties: {
    id: key,
    numero_documento: { type: 'string', format: 'documento' },
    nombres: { type: 'string', minLength: 3, maxLength: 1500 },
    fecha_nacimiento: {
      type: 'string',
      nullable: true,
      format: 'date',
      formatMinimum: '1900-01-01',
      formatMaximum: today(),
    },
    email: { type: 'string', nullable: true, maxLength: 254, pattern: EMAIL.source },
    password: { type: 'string', nullable: true, minLength: 12, maxLength: 128, pattern: NOT_BLANK.source },
    celular: { type: 'string', pattern: CELULAR.source },
    tipo_cliente: { enum: ['Natural', 'Jurídico'] },
    tipo_pago: { enum: ['Contado', 'Crédito'] },
    incluye_igv: { enum: [0, 1] },
    id_distrito: { type: 'integer', format: 'distrito' },
    id_lista_precio: key,
    id_tipo_detraccion: { ...key, nullable: true },
    extra_domicilio_a_domicilio: extra,
    extra_domicilio_a_agencia: extra,
    extra_agencia_a_domicilio: extra,
  },
});

export const check = (record) =>
  validate(record) ? { ok: true, value: record } : { ok: false, issues: validate.errors };

export const checkBytes = (bytes) => check(parsed(bytes));
