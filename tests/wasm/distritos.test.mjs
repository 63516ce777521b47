// Tests the search of districts by name, as a form uses it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distritoOf, distritos, searchDistritos } from '../../target/npm/ficha/esm/distritos.js';

const ROWS = {
  'Miraflores, Lima': 150122,
  'Lima/Miraflores': 150122,
  'LIMA/LIMA/MIRAFLORES': 150122,
  'Miraflores (Lima)': 150122,
  150122: 150122,
  nazca: 110301,
  cuzco: 80101,
  'cercado de lima': 150101,
  quimbiri: 80907,
  'Mi Perú': 70107,
  'PROV. CONST. DEL CALLAO / CALLAO / BELLAVISTA': 70102,
};
for (const [typed, ubigeo] of Object.entries(ROWS)) {
  test(`${typed} is ${distritoOf(ubigeo).distrito}`, () => assert.equal(searchDistritos(typed)[0]?.ubigeo, ubigeo));
}

test('every district is the first of those found by its department, province and name', () => {
  const later = distritos()
    .map(({ ubigeo, distrito, provincia, departamento }) => [ubigeo, `${departamento}/${provincia}/${distrito}`])
    .filter(([ubigeo, typed], place) => place % 9 === 0 && searchDistritos(typed)[0]?.ubigeo !== ubigeo);
  assert.deepEqual(later, []);
});

test('whatever is typed is answered, and soon', () => {
  for (const typed of ['', '/', 'zzz', '0', '🙂', '\ud800', 'a '.repeat(100), '1'.repeat(200), 'ñ'.repeat(200)]) {
    const begin = performance.now();
    searchDistritos(typed);
    assert.ok(performance.now() - begin < 500, typed);
  }
  assert.equal(searchDistritos('zzz').length, 0);
});
