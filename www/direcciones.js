import { agregarDireccion } from 'ficha';
import { draft, forgetDraft } from './draft.js';
import { runForm } from './form.js';
import { t, translate } from './language.js';
import { sender } from './server.js';
import { tokenBox } from './token.js';

const form = document.forms[0];
const list = document.getElementById('direcciones');
const template = document.querySelector('template');
const undo = document.getElementById('deshacer');
const send = sender();
const token = tokenBox(document.getElementById('con-token'));

let added = 0;
/** The address removed last, and the address that came after it. */
let removed;

function add(before = null) {
  const item = template.content.firstElementChild.cloneNode(true);
  translate(item);
  added++;
  // Ids never change, so that labels, hints and errors stay with their control.
  for (const field of item.querySelectorAll('.field')) {
    const control = field.querySelector('input');
    control.id = `${control.dataset.name}-${added}`;
    field.querySelector('label').htmlFor = control.id;
    const hint = field.querySelector('.hint');
    if (hint) {
      hint.id = `${control.id}-hint`;
      control.setAttribute('aria-describedby', hint.id);
    }
  }
  list.insertBefore(item, before);
  number();
}

// Names and legends follow the place in the list, so that a removed address leaves no gap.
function number() {
  [...list.children].forEach((item, index) => {
    item.querySelector('legend').textContent = t(`Dirección ${index + 1}`, `Address ${index + 1}`);
    item.querySelector('[data-remove]').hidden = list.children.length === 1;
    for (const control of item.querySelectorAll('input'))
      control.name = `direcciones[${index}].${control.dataset.name}`;
  });
  page?.refresh();
}

document.getElementById('otra').addEventListener('click', () => {
  add();
  list.lastElementChild.querySelector('input').focus();
});

list.addEventListener('click', ({ target }) => {
  if (!target.matches('[data-remove]')) return;
  const item = target.closest('fieldset');
  removed = { item, before: item.nextElementSibling };
  item.remove();
  number();
  form.dispatchEvent(new Event('input'));
  undo.hidden = false;
  undo.focus();
});

undo.addEventListener('click', () => {
  const before = removed.before?.isConnected ? removed.before : null;
  list.insertBefore(removed.item, before);
  number();
  form.dispatchEvent(new Event('input'));
  undo.hidden = true;
  removed.item.querySelector('input').focus();
});

let page;
// Adds as many addresses as there were before a reload.
const numbers = Object.keys(draft()).map((id) => Number(/^(?:direccion|referencia)-(\d+)$/.exec(id)?.[1] ?? 1));
for (let count = Math.max(1, ...numbers); count > 0; count--) add();
page = runForm(form, agregarDireccion, {
  customer: document.getElementById('id_cliente'),
  send: (record, options) => send('POST', '/clientes/agregarDireccion', record, { ...options, token: token.current() }),
  saved() {
    // Removes the stored addresses from the form, so that they are not sent twice.
    list.replaceChildren();
    undo.hidden = true;
    forgetDraft();
    added = 0;
    add();
  },
});
