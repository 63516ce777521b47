import * as z from 'zod/mini';
import { isRuc } from '../../rules.mjs';

const ruc = z.string().check(z.trim(), z.refine(isRuc));

export function checkRuc(text) {
  const { success, data, error } = ruc.safeParse(text);
  return success ? { ok: true, value: data } : { ok: false, issues: error.issues };
}
