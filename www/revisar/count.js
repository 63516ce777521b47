// Numbers with their nouns.

import { t } from '../language.js';

export const number = new Intl.NumberFormat(t('es-PE', 'en'));

/** A number with the noun for one or for many. */
export const count = (value, one, many) => `${number.format(value)} ${value === 1 ? one : many}`;

export const rowsOf = (value) => count(value, t('fila', 'row'), t('filas', 'rows'));
export const goodOf = (value) => count(value, t('correcta', 'good'), t('correctas', 'good'));
export const badOf = (value) => `${number.format(value)} ${t('con errores', 'with errors')}`;
export const cellsOf = (value) => count(value, t('celda', 'cell'), t('celdas', 'cells'));
