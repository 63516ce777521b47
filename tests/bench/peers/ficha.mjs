import { readFileSync } from 'node:fs';
import { PLACE } from '../ficha/place.mjs';

export { check, checkBytes, isBytes } from './ficha/form.mjs';
export { checkRuc } from './ficha/ruc.mjs';
export const name = 'ficha';
export const { version } = JSON.parse(readFileSync(new URL('package.json', PLACE), 'utf8'));
