// Runs in Jest, as Node and as jsdom.

const ficha = require('ficha');
const js = require('ficha/js');
const { en } = require('ficha/en');
const { checkJson } = require('ficha/json');
const { checkLines } = require('ficha/lines');
const { searchDistritos } = require('ficha/distritos');
const { createClient } = require('ficha/client');
const { bindForm } = require('ficha/form');

const isPage = typeof document !== 'undefined';

for (const [name, { ruc, updateClientePublico }] of Object.entries({ ficha, js })) {
  test(`the rules of ${name}`, () => {
    expect(ruc.check('20-13131295-5').value).toBe('20131312955');
    expect(ruc.check('20131312954', { sentences: en }).issues[0].message).toMatch(/^The RUC/);
    const { value } = updateClientePublico.check({ nombres: 'Jose\u0301 Ñandú 🙂', telefono: '(01) 555-1234' });
    expect(value).toEqual({ nombres: 'José Ñandú 🙂', telefono: '+5115551234' });
    expect(updateClientePublico.check({ nombres: 'Ana \ud800' }).issues[0].code).toBe('text.forbidden');
    // Longer than the memory that a module begins with.
    expect(updateClientePublico.check({ nombres: 'ñ'.repeat(120_000) }).issues[0].code).toBe('text.too_long');
    expect(ruc.is('20131312955')).toBe(true);
  });
}

test('JSON, lines, districts', async () => {
  expect(checkJson(ficha.ruc, Buffer.from('"20131312955"')).value).toBe('20131312955');
  const chunks = [Buffer.from('nombres;email\nAna;ana@example.com\n'), new Uint8Array(Buffer.from('Eva;x\n')), 'Luz;y\n'];
  const { records, bad } = await checkLines(ficha.updateClientePublico, chunks, { format: 'csv' });
  expect([records, bad]).toEqual([3, 2]);
  expect(searchDistritos('ñuñoa')[0].distrito).toBe('Nuñoa');
});

const FETCHES = {
  rejects: () => Promise.reject('no network'),
  'rejects with an error': async () => {
    throw new TypeError('no network');
  },
  throws() {
    throw 'no network';
  },
  'returns nothing': jest.fn(),
};
for (const [name, fetch] of Object.entries(FETCHES)) {
  test(`a fetch that ${name} settles the promise`, async () => {
    const call = createClient({ baseUrl: 'https://api.example.com', fetch }).updateClientePublico(1, { nombres: 'Ana' });
    // jsdom has no Request to make, which is said as a misuse.
    if (typeof Request === 'undefined') await expect(call).rejects.toThrow(/^(fetch|key): /);
    else expect((await call).code).toMatch(/^client\.(network|unreadable)$/);
  });
}

test('the platform’s fetch, where nobody listens', async () => {
  const call = createClient({ baseUrl: 'http://127.0.0.1:1' }).updateClientePublico(1, {});
  if (typeof fetch === 'undefined') await expect(call).rejects.toThrow(/^(fetch|key): /);
  else expect((await call).code).toBe('client.network');
});

(isPage ? test : test.skip)('a form', async () => {
  document.body.innerHTML = '<form><input name="telefono"><input name="acepta" type="checkbox" checked><button>Ir</button></form>';
  const form = document.querySelector('form');
  const onSubmit = jest.fn();
  bindForm(form, ficha.updateClientePublico, { onSubmit });
  form.elements.telefono.value = '12';
  form.elements.telefono.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  expect(document.querySelectorAll('.form-error')).toHaveLength(1);
  form.elements.telefono.value = '987654321';
  form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  expect(onSubmit.mock.calls[0][0]).toEqual({ telefono: '+51987654321' });
  expect([...onSubmit.mock.calls[0][1].others]).toEqual([['acepta', 'on']]);
});
