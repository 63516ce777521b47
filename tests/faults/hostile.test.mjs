// Checks that every hostile request is refused with its required answer, and that nothing changes.

import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { after, before, test } from 'node:test';
import { base } from '../vectors.mjs';
import { JSON_HEADERS, startSystem } from '../worker/system.mjs';
import { CANARIES, hostileRequests } from './hostile.mjs';

const COUNT = process.env.FAULTS === 'long' ? 52_500 : 2_800;
/** The number of requests between two looks at the tables. */
const PACK = 100;

let system;
before(async () => {
  system = await startSystem();
});
after(() => system.stop());

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

/** Sends requests that `fetch` refuses to send. */
function ask({ method, path, headers = {}, contentType = 'application/json', body, isChunked }) {
  const { hostname, port } = new URL(system.url);
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const all = { ...headers, ...(bytes && { 'Content-Type': contentType }) };
  if (bytes && !isChunked) all['Content-Length'] = bytes.length;
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, method, path, headers: all }, async (response) => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() });
    });
    sent.on('error', reject);
    sent.end(bytes);
  });
}

/** Describes what is wrong with an answer; undefined if it is right. */
function complaint({ status, code, issue }, answer) {
  if (answer.status !== status) return `status ${answer.status}`;
  // The assets answer requests below the paths of the API.
  if (!answer.headers['content-type']?.startsWith('application/json')) {
    return [code].flat().includes(undefined) ? undefined : `content type ${answer.headers['content-type']}`;
  }
  const body = JSON.parse(answer.text);
  if (![code].flat().includes(body.code)) return `code ${body.code}`;
  if (issue && !body.issues?.some(({ path }) => JSON.stringify(path) === JSON.stringify(issue))) {
    return `no issue at ${JSON.stringify(issue)}: ${JSON.stringify(body.issues)}`;
  }
  if (answer.status === 405 && !answer.headers.allow) return 'no Allow';
  return CANARIES.some((canary) => answer.text.includes(canary)) ? 'it repeats what was sent' : undefined;
}

const shown = ({ kind, method, path, headers, contentType, body }) =>
  `${kind}: ${method} ${path} ${JSON.stringify({ ...headers, contentType })} ${JSON.stringify(String(body).slice(0, 300))}`;

test(`${COUNT} hostile requests are refused, and nothing changes`, async () => {
  const clean = await system.digest();
  const seen = new Map();
  let pack = [];
  const send = async () => {
    const answers = await Promise.all(pack.map(ask));
    const wrong = pack.map((hostile, n) => [complaint(hostile, answers[n]), shown(hostile)]);
    assert.deepEqual(
      wrong.filter(([what]) => what !== undefined),
      [],
    );
    assert.equal(await system.digest(), clean, `something changed:\n${pack.map(shown).join('\n')}`);
    pack = [];
  };
  for (const hostile of hostileRequests(COUNT)) {
    seen.set(hostile.kind, (seen.get(hostile.kind) ?? 0) + 1);
    pack.push(hostile);
    if (pack.length === PACK) await send();
  }
  await send();
  assert.equal((await system.send('GET', '/salud')).status, 200, 'alive');
  console.log(`faults: hostile requests refused as they should be: ${COUNT}, of ${seen.size} kinds`);
});

/** Good values, each used nowhere else. */
const SECRETS = { password: 'clave-canario-7731', token: `ficha_7731_${'c'.repeat(43)}` };
const PERSONAL = {
  numero_documento: '77317731',
  celular: '977317731',
  email: 'canario7731@example.com',
  nombres: 'Canario Siete Tres',
};

test('secrets are stored as hashes only, and told to nobody', async () => {
  const { password, token } = SECRETS;
  const cliente = { ...base.updateCliente, ...PERSONAL, password };
  const headers = { ...JSON_HEADERS, Authorization: `Bearer ${token}`, 'Idempotency-Key': 'llave-canario-7731' };
  const answers = [
    await system.send('POST', '/clientes/updateCliente', cliente, headers),
    await system.send('POST', '/clientes/updateCliente', { ...cliente, id_lista_precio: 99 }, JSON_HEADERS),
    await system.send('POST', '/clientes/updateCliente', { ...cliente, password: `${password}\ud800` }, JSON_HEADERS),
    await system.send('GET', '/clientes/1', undefined, headers),
  ];
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 422, 422, 401],
  );
  const told = JSON.stringify(answers.map(({ body, headers }) => [body, [...headers]]));
  for (const value of Object.values({ ...SECRETS, ...PERSONAL })) assert.ok(!told.includes(value), value);
  const [stored] = await system.rows('SELECT password FROM clientes WHERE id = 1');
  assert.match(stored.password, /^\$argon2id\$/);
  for (const table of ['clientes', 'historial', 'idempotencia', 'tokens']) {
    const rows = JSON.stringify(await system.rows(`SELECT * FROM ${table}`));
    for (const secret of [password, token, 'llave-canario']) assert.ok(!rows.includes(secret), `${secret} in ${table}`);
    if (table !== 'clientes') assert.ok(!rows.includes('argon2'), table);
  }
});

test('no log has what was sent', () => {
  const logs = JSON.stringify(system.logs());
  assert.ok(logs.length > COUNT * 50, 'there are logs');
  const canaries = [...CANARIES, ...Object.values(SECRETS), ...Object.values(PERSONAL)];
  const found = canaries.filter((canary) => logs.includes(canary));
  console.log(`faults: canaries in ${logs.length} bytes of log: ${found.length} of ${canaries.length}`);
  assert.deepEqual(found, []);
});
