import type { CheckOptions, CheckResult, Field, Form } from './index.js';

/**
 * Checks a record, or the value of a field, as JSON text. It is strict: it refuses a repeated key, a fraction where an
 * integer belongs, and a byte order mark. Text that cannot be read gives one issue with an empty path. No value of
 * `json` makes it throw.
 */
export function checkJson<Input, Output>(
  schema: Form<Input, Output> | Field<Input, Output>,
  json: string | Uint8Array,
  options?: CheckOptions,
): CheckResult<Output>;

/**
 * True if the JSON text is a record, or the value of a field, that passes every rule. Much quicker than `checkJson`,
 * because no value is made and nothing is explained.
 */
export function isJson(schema: Form<unknown, unknown> | Field<unknown, unknown>, json: string | Uint8Array): boolean;
