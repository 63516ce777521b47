import { validateText } from '../../../../target/bench/typia.mjs';
import { isRuc } from '../../rules.mjs';

export function checkRuc(text) {
  const { success, errors } = validateText(text);
  if (!success) return { ok: false, issues: errors };
  return isRuc(text)
    ? { ok: true, value: text }
    : { ok: false, issues: [{ path: '$input', expected: 'ruc', value: text }] };
}
