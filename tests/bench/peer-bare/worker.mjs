// The floor: a Worker that reads JSON, runs the statements, answers and logs a line, but checks nothing.

import { updateCliente, updatePublico } from '../edge/store.mjs';

const HEADERS = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};
const PUBLICO = '/api/clientes/';
const REFUSAL = JSON.stringify({
  error: 'Hay datos por corregir.',
  code: 'validation',
  issues: ['numero_documento', 'celular'].map((field) => ({ path: [field], code: 'wrong', message: 'Está mal.' })),
});
const NO_ROUTE = JSON.stringify({ message: 'Esta dirección de la API no existe.', code: 'route' });

export default {
  async fetch(request, { DB }) {
    const begin = Date.now();
    const { pathname, searchParams } = new URL(request.url);
    const response = await answer(request, pathname, searchParams, DB);
    console.log(JSON.stringify({ metodo: request.method, estado: response.status, ms: Date.now() - begin }));
    return response;
  },
};

async function answer(request, pathname, searchParams, db) {
  if (request.method === 'PUT' && pathname.startsWith(PUBLICO)) {
    const change = JSON.parse(await request.text());
    return stored(await updatePublico(db, Number(pathname.slice(PUBLICO.length)), change));
  }
  if (request.method === 'POST' && pathname === '/clientes/updateCliente') {
    const cliente = JSON.parse(await request.text());
    // This Worker checks nothing, so the query says which record to refuse.
    if (searchParams.has('refused')) return new Response(REFUSAL, { status: 422, headers: HEADERS });
    return stored(await updateCliente(db, cliente));
  }
  return new Response(NO_ROUTE, { status: 404, headers: HEADERS });
}

const stored = ({ answer: { cuerpo, version } }) =>
  new Response(cuerpo, { headers: { ...HEADERS, ETag: `"${version}"` } });
