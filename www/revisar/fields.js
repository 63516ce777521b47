// The names of fields for people.

import { t } from '../language.js';

const NAMES = {
  id: ['Número de cliente', 'Customer number'],
  numero_documento: ['DNI o RUC', 'DNI or RUC'],
  nombres: ['Nombres o razón social', 'Name'],
  apellidos: ['Apellidos', 'Surnames'],
  fecha_nacimiento: ['Fecha de nacimiento', 'Date of birth'],
  email: ['Correo electrónico', 'Email'],
  celular: ['Celular', 'Mobile'],
  telefono: ['Teléfono', 'Telephone'],
  tipo_cliente: ['Tipo de cliente', 'Type of customer'],
  tipo_pago: ['Condición de pago', 'Payment'],
  incluye_igv: ['Incluye IGV', 'Includes IGV'],
  id_distrito: ['Distrito (ubigeo)', 'District (ubigeo)'],
  id_lista_precio: ['Lista de precios', 'Price list'],
  id_tipo_detraccion: ['Tipo de detracción', 'Type of detraction'],
  extra_domicilio_a_domicilio: ['Recargo de domicilio a domicilio', 'Surcharge, door to door'],
  extra_domicilio_a_agencia: ['Recargo de domicilio a agencia', 'Surcharge, door to agency'],
  extra_agencia_a_domicilio: ['Recargo de agencia a domicilio', 'Surcharge, agency to door'],
};

/** The heading of a field in a template, which the checker knows in every language of the page. */
export const headingOf = (form, field) =>
  form === 'clientePublico' && field === 'nombres' ? 'Nombres' : NAMES[field][0];

/** The name of a field; of an unknown one as it is, and of none that of the row. */
export const nameOf = (field) => (NAMES[field] ? t(...NAMES[field]) : field || t('La fila', 'The row'));
