// Code that must compile, with marked lines that must not.

import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import { type Code, type Issue, ruc, type UpdateCliente, type UpdateClienteInput, ubigeo, updateCliente } from 'ficha';
import { createClient } from 'ficha/client';
import { distritoOf } from 'ficha/distritos';
import { en } from 'ficha/en';
import { bindForm } from 'ficha/form';
import { checkJson, isJson } from 'ficha/json';
import { checkLines } from 'ficha/lines';

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

const digits = ruc.check('20131312955', { sentences: en });
const code = checkJson(ubigeo, '"010101"');
if (digits.ok && code.ok) {
  const text: string = digits.value;
  const number: number = code.value;
  // @ts-expect-error a district is an integer
  const wrong: string = code.value;
  void [text, number, wrong];
}
// @ts-expect-error `sentences` takes the sentences, not the name of a language
ruc.check('', { sentences: 'en' });

const sent: Partial<UpdateClienteInput> = { id: '1', email: null };
// @ts-expect-error no such code
const unknown: Code = 'nope';
void [sent, unknown];

// Standard Schema infers both types: what a form sends, and what the API takes.
const standard: StandardSchemaV1<UpdateClienteInput, UpdateCliente> = updateCliente;
const json: StandardJSONSchemaV1 = updateCliente;
type Input = StandardSchemaV1.InferInput<typeof updateCliente>;
type Output = StandardSchemaV1.InferOutput<typeof updateCliente>;
const input: Input['id'] = '7';
const output: Output['id'] = 7;
// @ts-expect-error the API wants a number
const text: Output['id'] = '7';
const isGood: boolean = isJson(updateCliente, '{}') && isJson(ruc, new Uint8Array());

void [standard, json, input, output, text, isGood];

declare const form: HTMLFormElement;
const bound = bindForm(form, updateCliente, { onSubmit: (cliente) => cliente.nombres.length });
bound.applyServerIssues(checked.ok ? [] : checked.issues);
// @ts-expect-error a field is not a form
bindForm(form, ruc);

const summary: Promise<{ records: number }> = checkLines(updateCliente, 'x', {
  format: 'csv',
  onIssue: ({ line, code }) => void [line, code],
});
const distrito: string | undefined = distritoOf(150102)?.distrito;
void [summary, distrito];

// The client's answers are a union by `ok`, and its options are typed.
const client = createClient({ baseUrl: 'https://api.example.com' });
client.updateClientePublico(42, { email: null }, { ifMatch: '"7"' }).then((answer) => {
  if (answer.ok) return answer.body.cliente.created_at;
  // @ts-expect-error a refusal has no body
  answer.body;
  bound.applyServerIssues(answer.issues);
  return answer.code;
});
// @ts-expect-error there are no retries
client.updateClientePublico(42, {}, { retries: 3 });
