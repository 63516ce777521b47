// Every page in every state that a person can find it in: how to get there, and a text that shows it.

const press = (page, name) => page.getByRole('button', { name }).click();
const label = (page, es, en) => page.getByLabel(new RegExp(`^(${es}|${en})$`));

async function fillPublico(page, values = { Correo: 'nuevo@example.com' }) {
  await label(page, 'Número de cliente', 'Customer number').fill('42');
  await label(page, 'Correo', 'Email').fill(values.Correo);
}

const SAVE = /^(Guardar|Save)/;

/** Answers writes from now on with this status and body, as a server in trouble would. */
const answer = (page, status, body, headers = {}) =>
  page.route('**/api/clientes/*', (route) =>
    route.request().method() === 'PUT'
      ? route.fulfill({ status, headers, contentType: 'application/json', body: JSON.stringify(body) })
      : route.fallback(),
  );

/** Changes the client of the page in the database, as somebody else would. */
const changeBehind = (system) =>
  system.rows("UPDATE clientes_publicos SET nombres = 'Otra Persona', version = version + 1 WHERE id = 42");

const link = (token) => `publico#cliente=42&token=${token}`;
const filledIn = (page) => page.waitForFunction(() => document.querySelector('[name=nombres]').value !== '');

/**
 * `path` may need the token of client 42. `go` leads to the state; `there` is a text that the page then shows, in
 * Spanish and English.
 */
export const STATES = [
  { name: 'portada', path: '', there: /Datos de clientes|Customer data/ },
  { name: 'cliente', path: 'cliente', there: /Quién es|Who it is/ },
  {
    name: 'cliente-errores',
    path: 'cliente',
    go: (page) => press(page, SAVE),
    there: /Corrige estos datos|Please correct/,
  },
  {
    name: 'cliente-avisos',
    path: 'cliente',
    async go(page) {
      await label(page, 'Documento', 'Document').fill('20131312955');
      await label(page, 'Tipo de cliente', 'Kind of customer').selectOption('Natural');
      await label(page, 'Correo', 'Email').fill('ana@gmial.com');
      await label(page, 'Correo', 'Email').blur();
      await label(page, 'Contraseña nueva', 'New password').pressSequentially('perro gato 2024');
      await page
        .getByText(/Muy buena|Very good|Buena|Good/)
        .first()
        .waitFor();
    },
    there: /Usar gmail\.com|Use gmail\.com/,
  },
  { name: 'direcciones', path: 'direcciones', there: /Dirección 1|Address 1/ },
  {
    name: 'direcciones-deshacer',
    path: 'direcciones',
    async go(page) {
      await page.getByText(/Dirección 1|Address 1/).waitFor();
      await press(page, /Agregar otra|Add another/);
      await page
        .getByRole('button', { name: /Quitar|Take this/ })
        .first()
        .click();
    },
    there: /Deshacer|Undo/,
  },
  { name: 'publico', path: 'publico', there: /Actualizar mis datos|Update my data/ },
  {
    name: 'publico-guardado',
    path: 'publico',
    async go(page) {
      await fillPublico(page);
      await press(page, SAVE);
    },
    there: /Cliente actualizado/,
  },
  {
    name: 'publico-422',
    path: 'publico',
    async go(page) {
      await answer(page, 422, {
        message: 'Hay datos que corregir.',
        code: 'validation',
        issues: [{ path: ['email'], code: 'email.domain', params: {}, message: 'Ese dominio no existe.' }],
      });
      await fillPublico(page);
      await press(page, SAVE);
    },
    there: /Ese dominio no existe/,
  },
  {
    name: 'publico-404',
    path: 'publico',
    async go(page) {
      await fillPublico(page);
      await label(page, 'Número de cliente', 'Customer number').fill('999');
      await press(page, SAVE);
    },
    there: /Cliente no encontrado/,
  },
  {
    name: 'publico-429',
    path: 'publico',
    async go(page) {
      const message = 'Hay demasiadas peticiones; espera un minuto.';
      await answer(page, 429, { message, code: 'rate' }, { 'Retry-After': '60' });
      await fillPublico(page);
      await press(page, SAVE);
    },
    there: /demasiadas peticiones/,
  },
  {
    name: 'publico-503',
    path: 'publico',
    async go(page) {
      await answer(page, 503, { message: 'El servicio no está disponible.', code: 'unavailable' });
      await fillPublico(page);
      await press(page, SAVE);
    },
    there: /no está disponible/,
  },
  {
    name: 'publico-sin-conexion',
    path: 'publico',
    async go(page) {
      await fillPublico(page);
      await page.context().setOffline(true);
      await press(page, SAVE);
    },
    there: /No hay respuesta del servidor|The server does not answer/,
  },
  { name: 'publico-enlace', path: link, go: filledIn, there: /Actualizar mis datos|Update my data/ },
  {
    name: 'publico-cambios',
    path: link,
    async go(page) {
      await filledIn(page);
      await label(page, 'Correo', 'Email').fill('otro@example.com');
      await press(page, SAVE);
    },
    there: /Esto es lo que cambia|This is what changes/,
  },
  {
    name: 'publico-412',
    path: link,
    async go(page, system) {
      await filledIn(page);
      await label(page, 'Correo', 'Email').fill('otro@example.com');
      await changeBehind(system);
      await press(page, SAVE);
      await press(page, /Guardar estos cambios|Save these changes/);
    },
    there: /El cliente cambió mientras tanto|The customer changed meanwhile/,
  },
  { name: 'revisar', path: 'revisar', there: /Elige un archivo|Choose a file/ },
  {
    name: 'revisar-columnas',
    path: 'revisar',
    go: (page) => choose(page, SMALL),
    there: /separado por|separated by/,
  },
  {
    name: 'revisar-problema',
    path: 'revisar',
    go: (page) => choose(page, '%PDF-1.7'),
    there: /Es un PDF|This is a PDF/,
  },
  {
    name: 'revisar-resultado',
    path: 'revisar',
    async go(page) {
      await choose(page, SMALL);
      await press(page, /^(Revisar|Check)$/);
    },
    there: /3 filas|3 rows/,
  },
  {
    name: 'revisar-lectura',
    path: 'revisar',
    async go(page) {
      await choose(page, SMALL);
      await page.getByText(/Leerlo de otra manera|Read it in another way/).click();
      await page.getByText(/Primeras filas|First rows/).click();
    },
    there: /Codificación|Encoding/,
  },
  {
    name: 'revisar-avance',
    path: 'revisar',
    async go(page) {
      await choose(page, `${SMALL}${'4;12345678;Eva;eva@example.com\n'.repeat(300_000)}`);
      await press(page, /^(Revisar|Check)$/);
      await press(page, /^(Pausar|Pause)$/);
    },
    there: /Seguir|Go on/,
  },
  {
    name: 'revisar-corregido',
    path: 'revisar',
    async go(page) {
      await press(page, /Probar con un ejemplo|Try it with an example/);
      await press(page, /^(Revisar|Check)$/);
      await press(page, /Corregir todo|Repair all of it/);
      await page.getByText(/Otras descargas|Other downloads/).click();
      await page.getByText(/10117410: (líneas|lines)/).click();
      await page.getByText(/(Línea|Line) 9 · /).waitFor();
    },
    there: /4 correctas|4 good/,
  },
  {
    name: 'revisar-celda',
    path: 'revisar',
    async go(page) {
      await choose(page, SMALL);
      await press(page, /^(Revisar|Check)$/);
      await page.locator('#filas td.wrong').first().click();
      await page.keyboard.press('Enter');
      await page.keyboard.type('01234567');
      await page.keyboard.press('Enter');
      await page.keyboard.press('F2');
    },
    there: /Deshacer el último cambio|Undo the last change/,
  },
  {
    name: 'revisar-sin-errores',
    path: 'revisar',
    async go(page) {
      await choose(page, 'DNI;Nombre\n12345678;Ana\n');
      await press(page, /^(Revisar|Check)$/);
    },
    there: /Ninguna fila tiene errores|No row has errors/,
  },
  { name: 'api', path: 'docs', go: (page) => page.locator('.opblock').first().waitFor(), there: /openapi\.json/ },
  {
    name: 'api-abierta',
    path: 'docs',
    async go(page) {
      await page.locator('.opblock-put .opblock-summary-control').first().click();
      await page.locator('.body-param__text').waitFor();
    },
    there: /openapi\.json/,
  },
];

const SMALL =
  'codigo;DNI;nombre;correo\n1;12345678;Ana Rojas;ana@example.com\n2;1234567;Luz;luz@example\n3;12345678;x;\n';

const choose = (page, text) =>
  page
    .getByLabel(/Elige un archivo|Choose a file/)
    .setInputFiles({ name: 'clientes.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
