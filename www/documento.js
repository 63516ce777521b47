// Says at once what a document is.

import { dni, ruc } from 'ficha';
import { t } from './language.js';

/** What the first two digits of a RUC stand for, by SUNAT. */
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

/** Keeps a place up to date with what an input holds. */
export function tellDocument(input, place) {
  const tell = () => {
    place.textContent = kindOf(input.value);
  };
  input.addEventListener('input', tell);
  input.addEventListener('change', tell);
  tell();
}
