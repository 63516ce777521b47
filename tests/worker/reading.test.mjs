// Checks the files of tests/files with the command of the operator, without a database.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BOOKS, ERP, FILES, sorted, told } from '../files/expected.mjs';
import { root } from './started.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ficha-reading-'));
after(() => rmSync(folder, { recursive: true }));
const report = join(folder, 'informe.csv');
const FICHA_STATE = join(folder, 'none');

/** Runs a command of cargo; returns its exit code and output. */
function spawn(...command) {
  const options = { cwd: root, env: { ...process.env, FICHA_STATE }, encoding: 'utf8' };
  const { status, stdout, stderr } = spawnSync('cargo', command, options);
  return { status, said: stdout + stderr };
}

/** Checks a file; returns the exit code and output of the command, and the issues of the bad lines. */
function check(path, ...options) {
  rmSync(report, { force: true });
  const { status, said } = spawn('operador', 'importar', path, '--revisar', '--reporte', report, ...options);
  const bad = {};
  const rows = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n').slice(1) : [];
  for (const row of rows) {
    const [line, field, code, cause] = row.split(',');
    bad[line] = [...(bad[line] ?? []), { field, code, cause: cause || undefined }];
  }
  return { status, said, bad };
}

const fileOf = (file) => fileURLToPath(new URL(`../files/${file}`, import.meta.url));
const shown = (bad, isPart) => {
  const lines = Object.entries(bad).map(([line, it]) => [line, told(it, isPart)]);
  return Object.fromEntries(lines.filter(([, text]) => text));
};
const expected = (bad = {}) => Object.fromEntries(Object.entries(bad).map(([line, text]) => [line, sorted(text)]));

for (const row of FILES) {
  test(`${row.file} ${Object.values(row.asked)}`, () => {
    const { file, asked, isPart, encoding, separator, header, repaired } = row;
    const options = asked.encoding ? ['--codificacion', asked.encoding] : [];
    const before = check(fileOf(file), ...options);
    const sign = separator === '\t' ? 'tabulador' : `«${separator}»`;
    assert.match(
      before.said,
      new RegExp(
        `Codificación ${encoding}, separador ${sign.replace('|', '\\|')}, encabezado en la línea ${header}\\.`,
      ),
    );
    assert.deepEqual(shown(before.bad, isPart), expected(row.bad));
    const after = check(fileOf(file), ...options, '--reparar');
    assert.deepEqual(shown(after.bad, isPart), expected((repaired ?? row).bad), 'after the repairs');
    const count = (repaired ?? row).good.length;
    if (!isPart) assert.match(after.said, new RegExp(`filas?: ${count} correctas?`));
  });
}

for (const row of BOOKS) {
  test(`${row.file} ${Object.values(row.asked)}`, () => {
    const options = row.asked.sheet ? ['--hoja', row.asked.sheet.toUpperCase()] : [];
    const before = check(fileOf(row.file), ...options);
    assert.ok(before.said.includes(`Hoja «${row.sheet}», encabezado en la fila ${row.header}.`), before.said);
    for (const name of row.others) assert.ok(before.said.includes(`«${name}»`), before.said);
    assert.deepEqual(shown(before.bad), expected(row.bad));
    const after = check(fileOf(row.file), ...options, '--reparar');
    assert.match(after.said, new RegExp(`filas?: ${row.repaired.good.length} correctas?, 0 rechazadas`));
  });
}

test('a report can be a workbook, which is checked with the same result', () => {
  const book = join(folder, 'resultado.xlsx');
  const { said } = spawn('operador', 'importar', fileOf(ERP.file), '--revisar', '--reparar', '--reporte', book);
  assert.match(said, /los motivos, fila por fila: .*resultado\.xlsx/);
  assert.equal(statSync(book).mode & 0o777, 0o600, 'it has the data of customers');
  const again = check(book, '--hoja', 'clientes');
  assert.match(again.said, new RegExp(`${ERP.records} filas: ${ERP.good} correctas`));
  assert.match(again.said, /Otras hojas, que se leen con --hoja: «Errores»/);
});

test('a mistake about a workbook', () => {
  const says = (sentence, file, ...options) => assert.match(check(fileOf(file), ...options).said, sentence);
  says(/El libro pide una contraseña/, 'protegido.xlsx');
  says(/no tiene la hoja «Otra»; sus hojas son «Portada», «Clientes»/, 'cover-sheet.xlsx', '--hoja', 'Otra');
  says(
    /ninguna columna se reconoce: Reporte de clientes 2026\n {2}Las otras hojas, con --hoja: «Clientes»/,
    'cover-sheet.xlsx',
  );
  says(/--hoja es para un libro/, 'pipe.csv', '--hoja', 'A');
  says(/un libro no tiene separador ni codificación/, 'dates.xlsx', '--separador', ',');
});

test('the file of an office: what was repaired, what was not, and why', () => {
  const { said, bad } = check(fileOf(ERP.file), '--reparar');
  assert.match(said, new RegExp(`${ERP.records} filas: ${ERP.good} correctas, ${ERP.records - ERP.good} rechazadas`));
  assert.equal(Object.keys(bad).length, ERP.records - ERP.good);
  assert.match(said, /Nro\. Documento → numero_documento/);
  assert.match(said, /No se usan: Tipo Doc · Dirección · Vendedor · Observaciones/);
  assert.match(said, /Reparado:[\s\S]*tipo_pago: palabra \(78; por ejemplo Crédito 30 días → Crédito, línea 3\)/);
  assert.match(said, /celular: Es un teléfono fijo; aquí va un celular\. \(12\)/);
});

test('the maps of columns and of values', () => {
  const file = join(folder, 'mapa.csv');
  writeFileSync(
    file,
    'X;Doc;Quien;Movil;Clase;Pago;IGV;Ubigeo;Lista;Zona\n1;10117410;Ana Peña;987654321;EIRL;a plazos;1;150102;1;Norte\n',
  );
  const map = (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const columns = map('columnas.json', '{"X": "id", "Quien": "nombres", "Clase": "tipo_cliente", "Zona": null}');
  const values = map('valores.json', '{"tipo_cliente": {"eirl": "Jurídico"}, "tipo_pago": {"A plazos": "Crédito"}}');
  assert.match(check(file, '--columnas', columns, '--valores', values).said, /1 fila: 1 correcta, 0 rechazadas/);
  const wrong = check(file, '--columnas', map('mal.json', '{"X": "codigo"}'));
  assert.match(wrong.said, /«codigo» no es un dato; los datos son id, numero_documento/);
  assert.match(check(file, '--valores', map('mal.json', '[]')).said, /no es un objeto de JSON/);
  assert.match(check(file, '--reparar=magia').said, /las reparaciones son fórmula/);
});

test('a file without a heading that is known says what to do', () => {
  const file = join(folder, 'nada.csv');
  writeFileSync(file, 'a;b\n1;2\n');
  const { status, said } = check(file);
  assert.equal(status, 1);
  assert.match(said, /ninguna columna se reconoce: a, b\s+Indica la línea del encabezado con --encabezado/);
});

const mistakes = [
  ['--desde=3', /--desde es para cargar/],
  ['--encabezado=99', /el comienzo del archivo no tiene la línea 99/],
  ['--encabezado=0', /debe ser el número de una línea, desde 1/],
  ['--reparar=fechas', /«fechas» no es una reparación; las reparaciones son fórmula/],
  ['--separador=ab', /el valor de --separador no es válido: debe ser un signo, o tab/],
  ['--codificacion=ebcdic', /las codificaciones son ascii, utf-8/],
  ['--fechas=amd', /debe ser dma o mda/],
  ['ceros', /sobra «ceros»/],
];
for (const [option, sentence] of mistakes) {
  test(`a mistake in an option: ${option}`, () => assert.match(check(fileOf('pipe.csv'), option).said, sentence));
}

test('a file that is no table of customers is said for what it is', () => {
  const says = (name, content, sentence) => {
    const file = join(folder, name);
    if (content !== undefined) writeFileSync(file, content);
    assert.match(check(file).said, sentence);
  };
  says('vacío.csv', '', /El archivo está vacío\./);
  says('encabezado.csv', `${'x'.repeat(70_000)},id\n1,2\n`, /su encabezado pasa de 64 KiB/);
  says('no-está.csv', undefined, /no existe el archivo/);
  says('libro.xlsx', 'PK\u0003\u0004', /El archivo no es texto ni un libro de Excel o LibreOffice, o está dañado\./);
  says('informe.xlsx', '%PDF-1.7', /Es un PDF; pide la tabla como Excel o como CSV\./);
  says('de-un-sistema.xls', '<html><table>', /Es una página web, aunque su nombre diga otra cosa/);
  says('lista.csv', '[{"id": 1}]', /Es una lista de JSON; escribe un objeto por línea/);
  says('lineas.csv', '{"id": 1}', /tiene líneas de JSON: dale un nombre que termine en \.ndjson/);
  assert.match(check(fileOf('.')).said, /es una carpeta, no un archivo/);
});

test('the report does not replace the file that is checked', () => {
  const file = join(folder, 'propio.csv');
  writeFileSync(file, 'id\n1\n');
  const { said } = spawn('operador', 'importar', file, '--revisar', '--reporte', file);
  assert.match(said, /el informe no puede ser el archivo que se revisa/);
  assert.equal(readFileSync(file, 'utf8'), 'id\n1\n');
});

const reports = [
  ['informe.ods', /el informe termina en \.csv, o en \.xlsx si es un libro/],
  ['no-hay/informe.xlsx', /no existe la carpeta .*no-hay/],
];
for (const [name, sentence] of reports) {
  test(`a report that cannot be written: ${name}`, () => {
    const { said } = spawn('operador', 'importar', fileOf('pipe.csv'), '--revisar', '--reporte', join(folder, name));
    assert.match(said, sentence);
  });
}
