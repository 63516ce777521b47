// A workbook to be filled in: the headings that the checker knows, text cells, the words to choose from.

import { updateCliente } from 'ficha';
import { t } from '../language.js';
import { headingOf } from './fields.js';
import { FIELDS, REQUIRED } from './matching.js';

const HINTS = {
  id: ['El número del cliente en tu sistema.', 'The number of the customer in your system.'],
  numero_documento: ['DNI de 8 dígitos o RUC de 11.', 'A DNI of 8 digits or a RUC of 11.'],
  fecha_nacimiento: ['Año-mes-día: 1990-12-31.', 'Year-month-day: 1990-12-31.'],
  celular: ['9 dígitos; el primero es 9.', '9 digits; the first is 9.'],
  incluye_igv: ['1 si el precio incluye IGV; si no, 0.', '1 if the price includes IGV, else 0.'],
  id_distrito: ['El ubigeo de 6 dígitos: 150122 es Miraflores.', 'The ubigeo of 6 digits: 150122 is Miraflores.'],
};

/** The columns of the template of a form. */
export function templateColumns(form) {
  const properties = updateCliente.jsonSchema.output.properties;
  const isRequired = (field) => REQUIRED[form].includes(field);
  return FIELDS[form].map((field) => {
    const presence = isRequired(field) ? t('Obligatorio.', 'Required.') : t('Opcional.', 'Optional.');
    const hint = HINTS[field] ? `${presence} ${t(...HINTS[field])}` : presence;
    const choices = field === 'incluye_igv' ? ['1', '0'] : properties[field]?.enum;
    return { heading: headingOf(form, field), hint, choices };
  });
}
