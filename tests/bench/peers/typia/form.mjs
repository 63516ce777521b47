// Types cannot say the Peruvian rules: they are asked beside the generated code.

import { validateCliente } from '../../../../target/bench/typia.mjs';
import { parsed } from '../../json.mjs';
import { EMAIL, isBirthDate, isDistrito, isDocumento, NOT_BLANK } from '../../rules.mjs';

const RULES = [
  ['numero_documento', 'string', isDocumento],
  ['fecha_nacimiento', 'string', isBirthDate],
  ['email', 'string', (text) => EMAIL.test(text)],
  ['password', 'string', (text) => NOT_BLANK.test(text)],
  ['id_distrito', 'number', isDistrito],
];

export function check(record) {
  const { success, errors = [] } = validateCliente(record);
  for (const [name, type, isGood] of RULES) {
    const value = record[name];
    if (typeof value === type && !isGood(value)) errors.push({ path: `$input.${name}`, expected: name, value });
  }
  return success && errors.length === 0 ? { ok: true, value: record } : { ok: false, issues: errors };
}

export const checkBytes = (bytes) => check(parsed(bytes));
