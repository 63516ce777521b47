import * as v from 'valibot';
import { isRuc } from '../../rules.mjs';

const ruc = v.pipe(v.string(), v.trim(), v.check(isRuc));

export function checkRuc(text) {
  const { success, output, issues } = v.safeParse(ruc, text);
  return success ? { ok: true, value: output } : { ok: false, issues };
}
