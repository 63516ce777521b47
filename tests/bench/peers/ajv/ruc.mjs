import Ajv from 'ajv';
import { isRuc } from '../../rules.mjs';

const ajv = new Ajv({ allErrors: true, formats: { ruc: isRuc } });
const validate = ajv.compile({ type: 'string', format: 'ruc' });

export const checkRuc = (text) => (validate(text) ? { ok: true, value: text } : { ok: false, issues: validate.errors });
