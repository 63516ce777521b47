// The record as typia has it: types, from which it generates code. `../../generated.mjs` has it generated.

import typia, { type tags } from 'typia';

type Text<Min extends number, Max extends number> = string & tags.MinLength<Min> & tags.MaxLength<Max>;
type Integer<Min extends number, Max extends number> = number &
  tags.Type<'int64'> &
  tags.Minimum<Min> &
  tags.Maximum<Max>;
type Key = Integer<1, 9007199254740991>;
type Extra = Integer<0, 1_000_000>;

export interface Cliente {
  id: Key;
  numero_documento: string;
  nombres: Text<3, 1500>;
  fecha_nacimiento?: string | null;
  email?: (string & tags.MaxLength<254>) | null;
  password?: Text<12, 128> | null;
  celular: string & tags.Pattern<'^9\\d{8}$'>;
  tipo_cliente: 'Natural' | 'Jurídico';
  tipo_pago: 'Contado' | 'Crédito';
  incluye_igv: 0 | 1;
  id_distrito: number & tags.Type<'int32'>;
  id_lista_precio: Key;
  id_tipo_detraccion?: Key | null;
  extra_domicilio_a_domicilio?: Extra | null;
  extra_domicilio_a_agencia?: Extra | null;
  extra_agencia_a_domicilio?: Extra | null;
}

export const validateCliente = typia.createValidateEquals<Cliente>();
export const validateText = typia.createValidate<string>();
