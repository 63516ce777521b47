import { type } from 'arktype';
import { isRuc } from '../../rules.mjs';

const ruc = type('string').narrow(isRuc);

export function checkRuc(text) {
  const checked = ruc(text);
  return checked instanceof type.errors ? { ok: false, issues: checked } : { ok: true, value: checked };
}
