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

/** What is wrong with a record, or odd about it. Never holds what was typed. */
export interface Issue {
  /** Where, from the outside in; empty for the value as a whole. */
  readonly path: readonly (string | number)[];
  /** Which rule; stable. */
  readonly code: Code;
  /** The numbers and words the rule is about. */
  readonly params: Readonly<Record<string, number | string | readonly string[]>>;
  /** The same for people, in the language asked for. */
  readonly message: string;
}

/** A good value, in its normal form. */
export interface Good<Value> {
  readonly ok: true;
  readonly value: Value;
  /** What is odd about it. */
  readonly warnings: readonly Issue[];
}

/** Everything wrong with a value: at least one issue. */
export interface Bad {
  readonly ok: false;
  readonly issues: readonly Issue[];
  /** What is odd about the fields that are good. */
  readonly warnings: readonly Issue[];
}

export type Checked<Value> = Good<Value> | Bad;

/** Sentences by code; names in braces are parameters. What is missing is said in Spanish. */
export type Sentences = Readonly<Partial<Record<Code, string | undefined>>>;

export interface CheckOptions {
  /** The sentences themselves, such as `en` of `ficha/en`. Spanish without it. */
  readonly locale?: Sentences | undefined;
}

/** The attributes of an `<input>` for a field. */
export interface InputAttributes {
  readonly type: string;
  readonly inputmode?: string;
  readonly autocomplete?: string;
  readonly required?: boolean;
}

/** JSON Schema; the text is right for 2020-12 and for draft-07. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Standard Schema 1 and Standard JSON Schema 1. */
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
 * The rules of one form, or of one field alone. Nothing it does throws, whatever the value; only where WebAssembly
 * cannot be used, `check` and `is` throw an `Error` with the code `wasm.unavailable`, and `ficha/js` does without it.
 */
export interface Schema<Input, Output, Attributes> {
  readonly name: string;
  /** Checks plain data, such as what a form holds. Only own enumerable keys count; `undefined` is absent. */
  readonly check: (value: unknown, options?: CheckOptions) => Checked<Output>;
  /** Whether a value is good as it stands or after normalising. */
  readonly is: (value: unknown) => boolean;
  /** How a form asks for the field; of a form, for each field by its name. */
  readonly attributes: Attributes;
  /** What may be given, and what comes of it. */
  readonly jsonSchema: { readonly input: JsonSchema; readonly output: JsonSchema };
  readonly '~standard': StandardProps<Input, Output>;
}

/** A form: what it gives is the normalised record, without the fields that stay as they are. */
export type Form<Input, Output> = Schema<Input, Output, Readonly<Record<string, InputAttributes>>>;
/** A field alone: absent, `null` and blank are refused. */
export type Field<Output = string, Input = string> = Schema<Input, Output, InputAttributes>;

/** The Spanish sentences about records: `{ locale: { ...es, required: 'Falta.' } }` changes one. */
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
export const ubigeo: Field<number, number | string>;
