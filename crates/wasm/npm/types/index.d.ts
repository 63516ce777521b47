import type {
  AgregarDireccion,
  AgregarDireccionInput,
  Code,
  RecordCode,
  UpdateCliente,
  UpdateClienteInput,
  UpdateClientePublico,
  UpdateClientePublicoInput,
} from './records.js';

export type * from './records.js';

/** An issue of a record, or a warning about it. It never contains what the user typed. */
export interface Issue {
  /** The path to the field, from the outside in; empty for the value as a whole. */
  readonly path: readonly (string | number)[];
  /** The code of the rule. Codes are stable. */
  readonly code: Code;
  /** The numbers and words that the rule is about. */
  readonly params: Readonly<Record<string, number | string | readonly string[]>>;
  /** The sentence for people, in the language of the options. */
  readonly message: string;
}

/** The result for a good value, which is in its normal form. */
export interface GoodResult<Value> {
  readonly ok: true;
  readonly value: Value;
  /** The warnings about the value. */
  readonly warnings: readonly Issue[];
}

/** The result for a bad value: all its issues, at least one. */
export interface BadResult {
  readonly ok: false;
  readonly issues: readonly Issue[];
  /** The warnings about the fields that are good. */
  readonly warnings: readonly Issue[];
}

export type CheckResult<Value> = GoodResult<Value> | BadResult;

/** Sentences by code; names in braces are parameters. A code without a sentence has the Spanish one. */
export type Sentences = Readonly<Partial<Record<Code, string | undefined>>>;

export interface CheckOptions {
  /** The sentences themselves, such as `en` of `ficha/en`. The default is Spanish. */
  readonly sentences?: Sentences | undefined;
}

/** The attributes of an `<input>` for a field. */
export interface InputAttributes {
  readonly type: string;
  readonly inputmode?: string;
  readonly autocomplete?: string;
  readonly required?: boolean;
}

/** A JSON Schema, valid in both 2020-12 and draft-07. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The members of Standard Schema 1 and Standard JSON Schema 1. */
export interface StandardProps<Input, Output> {
  readonly version: 1;
  readonly vendor: string;
  readonly validate: (
    value: unknown,
    options?: { readonly libraryOptions?: Record<string, unknown> | undefined } | undefined,
  ) => { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly Issue[] };
  readonly jsonSchema: {
    /** Throws for a target other than `draft-2020-12` and `draft-07`. */
    readonly input: (options: { readonly target: string }) => Record<string, unknown>;
    readonly output: (options: { readonly target: string }) => Record<string, unknown>;
  };
  readonly types?: { readonly input: Input; readonly output: Output } | undefined;
}

/**
 * The rules of one form, or of one field alone. No value makes them throw. Only if WebAssembly is not available,
 * `check` and `is` throw an `Error` with the code `wasm.unavailable`; `ficha/js` works without WebAssembly.
 */
export interface Schema<Input, Output, Attributes> {
  readonly name: string;
  /** Checks plain data, such as the values of a form. Only own enumerable keys count; `undefined` means absent. */
  readonly check: (value: unknown, options?: CheckOptions) => CheckResult<Output>;
  /** Returns true if a value is good as it is or after normalising. */
  readonly is: (value: unknown) => value is Input;
  /** The attributes of the field's `<input>`; for a form, those of each field by its name. */
  readonly attributes: Attributes;
  /** The JSON Schemas of the value that may be given and of the value that `check` returns. */
  readonly jsonSchema: { readonly input: JsonSchema; readonly output: JsonSchema };
  readonly '~standard': StandardProps<Input, Output>;
}

/** A form. Its `check` returns the normalised record, without the fields that stay as they are. */
export type Form<Input, Output> = Schema<Input, Output, Readonly<Record<string, InputAttributes>>>;
/** A field alone. It refuses a value that is absent, `null` or blank. */
export type Field<Input = string, Output = string> = Schema<Input, Output, InputAttributes>;

/** The Spanish sentences about records: `{ sentences: { ...es, required: 'Falta.' } }` changes one. */
export const es: Readonly<Record<RecordCode, string>>;

/** `POST /clientes/updateCliente` */
export const updateCliente: Form<UpdateClienteInput, UpdateCliente>;
/** `POST /clientes/agregarDireccion` */
export const agregarDireccion: Form<AgregarDireccionInput, AgregarDireccion>;
/** `PUT /api/clientes/:id` */
export const updateClientePublico: Form<UpdateClientePublicoInput, UpdateClientePublico>;

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
export const ubigeo: Field<number | string, number>;
