// Checks what must hold for the package wherever it is loaded. Bundlers take this file too, so it uses nothing of Node.

import * as districts from 'ficha/distritos';
import { en } from 'ficha/en';
import { checkJson } from 'ficha/json';
import * as lines from 'ficha/lines';

const cliente = {
  id: '7',
  numero_documento: '20-13131295-5',
  nombres: 'Distribuidora  Ñandú S.A.C.',
  email: 'ventas@GMAIL.com',
  celular: '+51 987 654 321',
  tipo_cliente: 'JURIDICO',
  tipo_pago: 'credito',
  incluye_igv: 1,
  id_distrito: '010101',
  id_lista_precio: 1,
};

/** Throws if a result is wrong. */
export async function probe(ficha) {
  const good = ficha.updateCliente.check(cliente);
  same(good.ok && good.value.nombres, 'Distribuidora Ñandú S.A.C.');
  same([good.value.id, good.value.id_distrito, good.value.celular], [7, 10101, '987654321']);
  same([good.value.tipo_cliente, good.value.email], ['Jurídico', 'ventas@gmail.com']);

  // Only the normaliser of the host can join a combining accent.
  same(ficha.updateClientePublico.check({ nombres: 'Jose\u0301' }).value, { nombres: 'José' });

  const bad = ficha.ruc.check('20131312954');
  same(
    bad.issues.map(({ code, path }) => [code, path]),
    [['ruc.check_digit', []]],
  );
  same(ficha.ruc.check('20131312954', { sentences: en }).issues[0].message.startsWith('The RUC'), true);
  same(ficha.ruc['~standard'].validate('20131312955'), { value: '20131312955' });
  same(checkJson(ficha.updateClientePublico, '{"id": 1}').issues[0].code, 'field.read_only');
  same(ficha.dni.is('10117410-2'), true);

  const found = [];
  const csv = 'nombres;email\nAna;ana@example.com\nLuis;x\n';
  const { table, ...summary } = await lines.checkLines(ficha.updateClientePublico, csv, {
    format: 'csv',
    onIssue: (issue) => found.push(issue),
  });
  same(summary, { records: 2, good: 1, bad: 1, lines: summary.lines });
  same(table.columns[1].field, 'email');
  same(
    found.map(({ line, code }) => [line, code]),
    [[3, 'email.at']],
  );
  same(
    districts.searchDistritos('anco').some(({ distrito }) => distrito === 'Ancón'),
    true,
  );
  same(districts.distritoOf('150102').provincia, 'Lima');
}

function same(got, expected) {
  const [a, b] = [JSON.stringify(got), JSON.stringify(expected)];
  if (a !== b) throw new Error(`expected ${b}, got ${a}`);
}
