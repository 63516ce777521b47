// Shows at once which kind of document a number is.

import { dni, ruc } from 'ficha';
import { t } from './language.js';

/** The kinds of RUC by their first two digits, as SUNAT defines them. */
const PREFIXES = {
  10: () => t('RUC de una persona natural', "A person's RUC"),
  15: () => t('RUC de una persona natural no domiciliada', "A non-resident person's RUC"),
  17: () => t('RUC de una persona natural extranjera', "A foreign person's RUC"),
  20: () => t('RUC de una empresa', "A company's RUC"),
};

function kindOf(text) {
  const asRuc = ruc.check(text);
  if (asRuc.ok) return PREFIXES[asRuc.value.slice(0, 2)]();
  return dni.is(text) ? t('DNI', 'DNI (identity card)') : '';
}

/** Shows in `place` the kind of document in an input, and keeps it up to date. */
export function tellDocument(input, place) {
  const tell = () => {
    place.textContent = kindOf(input.value);
  };
  input.addEventListener('input', tell);
  input.addEventListener('change', tell);
  tell();
}
