import { versionOf } from '../installed.mjs';

export { check, checkBytes } from './ajv/form.mjs';
export { checkRuc } from './ajv/ruc.mjs';
export const name = 'ajv';
export const version = versionOf('ajv');
