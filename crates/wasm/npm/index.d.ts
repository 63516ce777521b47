import type { AgregarDireccion, Code, UpdateCliente, UpdateClientePublico } from './types.js';

export type * from './types.js';

/** What is wrong with a record, or odd about it. Never holds what was typed. */
export interface Issue {
  /** Where, from the outside in; empty for the record as a whole. */
  readonly path: readonly (string | number)[];
  /** Which rule; stable. */
  readonly code: Code;
  /** The numbers and words the rule is about. */
  readonly params: Readonly<Record<string, number | string | readonly string[]>>;
  /** The same for people, in Spanish. */
  readonly message: string;
}

/** What a check gives: the normalised record, or everything wrong with it. */
export type Checked<Value> =
  | { readonly ok: true; readonly value: Value; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly warnings: readonly Issue[] };

/** The attributes of an `<input>` for a field. */
export interface Attributes {
  readonly type: string;
  readonly inputmode?: string;
  readonly autocomplete?: string;
  readonly required?: boolean;
}

/** The rules of one form, or of one field alone. */
export interface Schema<Value, Attributes> {
  /** Checks plain data, such as what a form holds. */
  check(value: unknown): Checked<Value>;
  /** Checks JSON text, strictly: a text that cannot be read is one issue with an empty path. */
  checkJson(json: string | Uint8Array): Checked<Value>;
  /** How a form asks for the field; of a form, for each field by its name. */
  readonly attributes: Attributes;
}

/** A form: what it gives is the normalised record, without the fields that stay as they are. */
export type Form<Value> = Schema<Value, Readonly<Record<string, Attributes>>>;
/** A field alone: absent, `null` and blank are refused. */
export type Field<Value = string> = Schema<Value, Attributes>;

/** `POST /clientes/updateCliente` */
export const updateCliente: Form<UpdateCliente>;
/** `POST /clientes/agregarDireccion` */
export const agregarDireccion: Form<AgregarDireccion>;
/** `PUT /api/clientes/:id` */
export const updateClientePublico: Form<UpdateClientePublico>;

/** A RUC: eleven digits. */
export const ruc: Field;
/** A DNI, with or without its verification character: eight digits. */
export const dni: Field;
/** A DNI or a RUC. */
export const documento: Field;
/** A carné de extranjería: up to fifteen letters and digits. */
export const carneExtranjeria: Field;
/** A Peruvian mobile number: nine digits. */
export const celular: Field;
/** A telephone number of any country: E.164. */
export const telefono: Field;
/** An email address. */
export const email: Field;
/** A birth date: YYYY-MM-DD. */
export const fechaNacimiento: Field;
/** A district by its INEI code. */
export const ubigeo: Field<number>;
