import { versionOf } from '../installed.mjs';

export { check, checkBytes } from './zod/form.mjs';
export { checkRuc } from './zod/ruc.mjs';
export const name = 'zod';
export const version = versionOf('zod');
