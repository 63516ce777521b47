import { versionOf } from '../installed.mjs';

export { check, checkBytes } from './arktype/form.mjs';
export { checkRuc } from './arktype/ruc.mjs';
export const name = 'arktype';
export const version = versionOf('arktype');
