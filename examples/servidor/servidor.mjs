// A form that a server renders, with nothing but Node. It works without JavaScript in the page; with JavaScript, the
// same rules check while a person types. No bundler: the page imports the files of the package.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { updateClientePublico } from 'ficha';

const LABELS = { nombres: 'Nombres', apellidos: 'Apellidos', telefono: 'Teléfono', email: 'Correo' };
const PACKAGE = new URL('..', import.meta.resolve('ficha'));

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
const attributesOf = (field) =>
  Object.entries(updateClientePublico.attributes[field])
    .map(([name, value]) => (value === true ? name : `${name}="${value}"`))
    .join(' ');

/** The form with the typed values and their errors. */
function page(typed = {}, issues = []) {
  const fields = Object.entries(LABELS).map(([field, label]) => {
    const issue = issues.find(({ path }) => path[0] === field);
    const wrong = issue ? ` aria-invalid="true" aria-describedby="${field}-error"` : '';
    const message = issue ? `<p id="${field}-error">${escaped(issue.message)}</p>` : '';
    const value = escaped(typed[field] ?? '');
    return `<p><label>${label} <input name="${field}" value="${value}" ${attributesOf(field)}${wrong}></label></p>${message}`;
  });
  return `<!doctype html>
<html lang="es"><meta charset="utf-8"><title>Cliente</title>
<form method="post">${fields.join('\n')}<button>Guardar</button></form>
<script type="module">
  import { updateClientePublico } from '/ficha/esm/index.js';
  import { bindForm } from '/ficha/esm/form.js';
  const form = document.forms[0];
  bindForm(form, updateClientePublico, { onSubmit: () => form.submit() });
</script></html>`;
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

/** A server that is not listening yet; it calls `save` with every good record. */
export function servidor(save) {
  const answer = (response, status, type, body) =>
    response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` }).end(body);
  return createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname.startsWith('/ficha/esm/') && extname(pathname) === '.js') {
      const file = new URL(pathname.slice('/ficha/'.length), PACKAGE);
      const script = await readFile(fileURLToPath(file)).catch(() => undefined);
      return script ? answer(response, 200, 'text/javascript', script) : answer(response, 404, 'text/plain', '');
    }
    if (pathname !== '/') return answer(response, 404, 'text/plain', '');
    if (request.method !== 'POST') return answer(response, 200, 'text/html', page());
    const typed = Object.fromEntries(await bodyOf(request));
    // An empty box sends nothing here; `null` would clear the stored value.
    const sent = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''));
    const checked = updateClientePublico.check(sent);
    if (!checked.ok) return answer(response, 422, 'text/html', page(typed, checked.issues));
    save(checked.value);
    return answer(response, 200, 'text/html', '<!doctype html><title>Cliente</title><p>Guardado.</p>');
  });
}
