import { ruc } from '../../ficha/index.mjs';

export const checkRuc = (text) => ruc.check(text);
