import type { Checked, CheckOptions, Field, Form } from './index.js';

/**
 * Checks a record, or the value of a field, as JSON text, strictly: a key twice, a fraction where an integer belongs,
 * a byte order mark. Text that cannot be read is one issue with an empty path. Never throws for what `json` is.
 */
export function checkJson<Input, Output>(
  schema: Form<Input, Output> | Field<Output, Input>,
  json: string | Uint8Array,
  options?: CheckOptions,
): Checked<Output>;
