import { versionOf } from '../installed.mjs';

export { check, checkBytes } from './zod-mini/form.mjs';
export { checkRuc } from './zod-mini/ruc.mjs';
export const name = 'zod-mini';
export const version = versionOf('zod');
