// What must compile against the package's types, and what must not.

import {
  type Code,
  type Issue,
  ruc,
  type UpdateClienteInput,
  ubigeo,
  updateCliente,
} from '../../target/npm/ficha/types/index.js';

const checked = updateCliente.check({ id: 1 });
if (checked.ok) {
  const nombres: string = checked.value.nombres;
  const email: string | null | undefined = checked.value.email;
  const tipo: 'Natural' | 'Jurídico' = checked.value.tipo_cliente;
  // @ts-expect-error a good record has no issues
  checked.issues;
  void [nombres, email, tipo];
} else {
  const codes: Code[] = checked.issues.map(({ code }: Issue) => code);
  // @ts-expect-error a bad record has no value
  checked.value;
  void codes;
}

const digits = ruc.check('20131312955');
const code = ubigeo.check('010101');
if (digits.ok && code.ok) {
  const text: string = digits.value;
  const number: number = code.value;
  // @ts-expect-error a district is an integer
  const wrong: string = code.value;
  void [text, number, wrong];
}

const sent: Partial<UpdateClienteInput> = { id: '1', email: null };
// @ts-expect-error no such code
const unknown: Code = 'nope';
void [sent, unknown];
