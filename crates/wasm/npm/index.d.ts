/** What is wrong with a record, or odd about it. Never holds what was typed. */
export interface Issue {
  /** Where, from the outside in; empty for the record as a whole. */
  readonly path: readonly (string | number)[];
  /** Which rule; stable. */
  readonly code: string;
  /** The numbers and words the rule is about. */
  readonly params: Readonly<Record<string, number | string | readonly string[]>>;
  /** The same for people, in Spanish. */
  readonly message: string;
}

/** What a check gives: the normalised record, or everything wrong with it. */
export type Checked =
  | { readonly ok: true; readonly value: Record<string, unknown>; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly warnings: readonly Issue[] };

/** The attributes of an `<input>` for a field. */
export interface Attributes {
  readonly type: string;
  readonly inputmode?: string;
  readonly autocomplete?: string;
  readonly required?: boolean;
}

/** The rules of one form. */
export interface Schema {
  /** Checks plain data, such as what a form holds. */
  check(value: unknown): Checked;
  /** Checks JSON text, strictly: a text that cannot be read is one issue with an empty path. */
  checkJson(json: string | Uint8Array): Checked;
  /** How a form asks for each field, by name; those of a list by the name of the list's field. */
  readonly attributes: Readonly<Record<string, Attributes>>;
}

/** `POST /clientes/updateCliente` */
export const updateCliente: Schema;
/** `POST /clientes/agregarDireccion` */
export const agregarDireccion: Schema;
/** `PUT /api/clientes/:id` */
export const updateClientePublico: Schema;
