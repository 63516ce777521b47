import { versionOf } from '../installed.mjs';

export { check, checkBytes } from './valibot/form.mjs';
export { checkRuc } from './valibot/ruc.mjs';
export const name = 'valibot';
export const version = versionOf('valibot');
