// Generated from the tables of the forms and codes.

export interface UpdateClienteInput {
  /** The customer's id. */
  id: number | string;
  /** DNI or RUC. */
  numero_documento: string;
  /** Full name of the person or the company. */
  nombres: string;
  /** Birth date. */
  fecha_nacimiento?: string | null;
  /** Email address. */
  email?: string | null;
  /** New password for the customer's portal. */
  password?: string | null;
  /** Mobile phone. */
  celular: string;
  /** Person or company. */
  tipo_cliente: string;
  /** Payment at once or on credit. */
  tipo_pago: string;
  /** 1 if prices include IGV, 0 if not. */
  incluye_igv: number | string;
  /** District by INEI code. */
  id_distrito: number | string;
  /** Price list; the database checks that it exists. */
  id_lista_precio: number | string;
  /** Detraction type: an id of the application, not SUNAT's code. */
  id_tipo_detraccion?: number | string | null;
  /** Extra charge from home to home. */
  extra_domicilio_a_domicilio?: number | string | null;
  /** Extra charge from home to agency. */
  extra_domicilio_a_agencia?: number | string | null;
  /** Extra charge from agency to home. */
  extra_agencia_a_domicilio?: number | string | null;
}

export interface UpdateCliente {
  /** The customer's id. */
  id: number;
  /** DNI or RUC. */
  numero_documento: string;
  /** Full name of the person or the company. */
  nombres: string;
  /** Birth date. */
  fecha_nacimiento?: string | null;
  /** Email address. */
  email?: string | null;
  /** New password for the customer's portal. */
  password?: string;
  /** Mobile phone. */
  celular: string;
  /** Person or company. */
  tipo_cliente: 'Natural' | 'Jurídico';
  /** Payment at once or on credit. */
  tipo_pago: 'Contado' | 'Crédito';
  /** 1 if prices include IGV, 0 if not. */
  incluye_igv: number;
  /** District by INEI code. */
  id_distrito: number;
  /** Price list; the database checks that it exists. */
  id_lista_precio: number;
  /** Detraction type: an id of the application, not SUNAT's code. */
  id_tipo_detraccion?: number | null;
  /** Extra charge from home to home. */
  extra_domicilio_a_domicilio?: number | null;
  /** Extra charge from home to agency. */
  extra_domicilio_a_agencia?: number | null;
  /** Extra charge from agency to home. */
  extra_agencia_a_domicilio?: number | null;
}

export interface AgregarDireccionInput {
  /** The customer's id. */
  id_cliente: number | string;
  /** The addresses to add. */
  direcciones: {
    /** The street address. */
    direccion: string;
    /** Directions that help to find it. */
    referencia?: string | null;
  }[];
}

export interface AgregarDireccion {
  /** The customer's id. */
  id_cliente: number;
  /** The addresses to add. */
  direcciones: {
    /** The street address. */
    direccion: string;
    /** Directions that help to find it. */
    referencia: string;
  }[];
}

export interface UpdateClientePublicoInput {
  /** First names. */
  nombres?: string;
  /** Surnames. */
  apellidos?: string;
  /** Phone of any country. */
  telefono?: string | null;
  /** Email address. */
  email?: string | null;
}

export interface UpdateClientePublico {
  /** First names. */
  nombres?: string;
  /** Surnames. */
  apellidos?: string;
  /** Phone of any country. */
  telefono?: string | null;
  /** Email address. */
  email?: string | null;
}

/** Every code of an issue or a warning about a record or a value. */
export type RecordCode =
  | 'required'
  | 'field.unknown'
  | 'field.read_only'
  | 'field.duplicate'
  | 'type.text'
  | 'type.integer'
  | 'type.list'
  | 'type.object'
  | 'text.forbidden'
  | 'text.too_short'
  | 'text.too_long'
  | 'list.too_short'
  | 'list.too_long'
  | 'list.full'
  | 'integer.syntax'
  | 'integer.too_small'
  | 'integer.too_large'
  | 'choice.unknown'
  | 'reference.unknown'
  | 'digits.forbidden'
  | 'document.length'
  | 'dni.length'
  | 'dni.check_character'
  | 'ruc.length'
  | 'ruc.prefix'
  | 'ruc.check_digit'
  | 'carne.characters'
  | 'celular.length'
  | 'celular.prefix'
  | 'celular.country'
  | 'telefono.length'
  | 'telefono.country'
  | 'telefono.prefix_missing'
  | 'telefono.area'
  | 'telefono.two'
  | 'telefono.extension'
  | 'email.characters'
  | 'email.at'
  | 'email.local'
  | 'email.local_too_long'
  | 'email.domain'
  | 'date.syntax'
  | 'date.unreal'
  | 'date.too_early'
  | 'date.future'
  | 'ubigeo.unknown'
  | 'ubigeo.retired'
  | 'password.blank'
  | 'json.not_object'
  | 'json.too_long'
  | 'document.company_as_person'
  | 'document.person_as_company'
  | 'document.anonymous'
  | 'credit.without_ruc'
  | 'detraction.without_ruc'
  | 'birth.of_company'
  | 'email.typo';

/** Every code of an issue or a warning about the text that holds records: JSON, or a table. */
export type TextCode =
  | 'json.syntax'
  | 'json.duplicate_key'
  | 'json.bom'
  | 'json.utf8'
  | 'json.depth'
  | 'line.too_long'
  | 'line.repeated'
  | 'csv.cells'
  | 'csv.quote'
  | 'file.encoding'
  | 'file.empty'
  | 'file.pdf'
  | 'file.picture'
  | 'file.document'
  | 'file.archive'
  | 'file.html'
  | 'file.xml'
  | 'file.json_array'
  | 'file.damaged'
  | 'file.password'
  | 'file.too_large'
  | 'file.no_sheet'
  | 'sheet.zero'
  | 'sheet.date'
  | 'sheet.decimal'
  | 'sheet.digits_lost'
  | 'sheet.exponent'
  | 'sheet.thousands'
  | 'sheet.formula'
  | 'sheet.apostrophe'
  | 'sheet.nothing'
  | 'sheet.word'
  | 'sheet.word_unknown'
  | 'sheet.phone'
  | 'sheet.email'
  | 'sheet.date_order'
  | 'sheet.carne'
  | 'sheet.passport'
  | 'sheet.landline'
  | 'sheet.two'
  | 'sheet.label'
  | 'sheet.marks'
  | 'sheet.error';

/** Every code. */
export type Code = RecordCode | TextCode;
