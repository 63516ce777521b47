import { updateCliente } from 'ficha';
import { pickDistrict } from './distrito.js';
import { tellDocument } from './documento.js';
import { draft } from './draft.js';
import { runForm } from './form.js';
import { made } from './made.js';
import { tellStrength } from './password.js';
import { read, sender } from './server.js';
import { tokenBox } from './token.js';
import './language.js';

const form = document.forms[0];
const byId = (id) => document.getElementById(id);
const send = sender();
const token = tokenBox(byId('con-token'));

const district = pickDistrict({
  search: byId('buscar_distrito'),
  list: byId('distritos'),
  department: byId('departamento'),
  province: byId('provincia'),
  district: byId('id_distrito'),
});
tellDocument(byId('numero_documento'), byId('numero_documento-kind'));
tellStrength(byId('password'), byId('password-strength'));

/** Offers price lists and detraction types by name; without an answer, a person can type their numbers. */
async function offerCatalogs() {
  const { ok, ...catalogs } = await read('/catalogos');
  const selects = [
    [byId('id_lista_precio'), catalogs.listas_precio],
    [byId('id_tipo_detraccion'), catalogs.tipos_detraccion],
  ];
  for (const [select, rows] of selects) {
    if (ok) select.append(...rows.map(({ id, nombre }) => made('option', { value: id, textContent: nombre })));
    else select.replaceWith(made('input', { id: select.id, name: select.name }));
  }
}

const path = () => `/clientes/${encodeURIComponent(byId('id').value.trim())}`;

async function readStored() {
  const { message, issues, warnings, ok, status, etag, direcciones, ...stored } = await read(path(), {
    token: token.current(),
  });
  if (ok) district.choose(draft().id_distrito ?? stored.id_distrito);
  return { ok, status, message, etag, stored };
}

await offerCatalogs();
district.choose(draft().id_distrito);
const page = runForm(form, updateCliente, {
  customer: byId('id'),
  read: readStored,
  send: (record, options) => send('POST', '/clientes/updateCliente', record, { ...options, token: token.current() }),
});
token.onAsked(() => page.load());
