import { versionOf } from '../installed.mjs';

export { check, checkBytes } from './typebox/form.mjs';
export { checkRuc } from './typebox/ruc.mjs';
export const name = 'typebox';
export const version = versionOf('typebox');
