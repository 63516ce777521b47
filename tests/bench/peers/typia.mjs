import { versionOf } from '../installed.mjs';

export { check, checkBytes } from './typia/form.mjs';
export { checkRuc } from './typia/ruc.mjs';
export const name = 'typia';
export const version = versionOf('typia');
