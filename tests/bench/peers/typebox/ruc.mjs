import Type from 'typebox';
import { Compile } from 'typebox/compile';
import Format from 'typebox/format';
import { isRuc } from '../../rules.mjs';

Format.Set('ruc', isRuc);
const ruc = Compile(Type.String({ format: 'ruc' }));

export const checkRuc = (text) =>
  ruc.Check(text) ? { ok: true, value: text } : { ok: false, issues: ruc.Errors(text) };
