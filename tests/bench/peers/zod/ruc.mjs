import * as z from 'zod';
import { isRuc } from '../../rules.mjs';

const ruc = z.compile(z.string().trim().refine(isRuc));

export function checkRuc(text) {
  const { success, data, error } = ruc.safeParse(text);
  return success ? { ok: true, value: data } : { ok: false, issues: error.issues };
}
