import { agregarDireccion } from 'ficha';
import { sendOnSubmit } from './form.js';
import { sender } from './send.js';

const form = document.forms[0];
const send = sender();
const list = document.getElementById('direcciones');
const template = document.querySelector('template');
const bound = sendOnSubmit(form, agregarDireccion, async (record) => {
  const answer = await send('POST', '/clientes/agregarDireccion', record);
  // What is stored leaves the form, so that it is not sent twice.
  if (answer.ok) {
    list.replaceChildren();
    add();
  }
  return answer;
});

let added = 0;

function add() {
  const item = template.content.firstElementChild.cloneNode(true);
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
  list.append(item);
  number();
}

// Names and legends follow the place in the list, so that a removed address leaves no gap.
function number() {
  [...list.children].forEach((item, index) => {
    item.querySelector('legend').textContent = `Dirección ${index + 1}`;
    item.querySelector('[data-remove]').hidden = list.children.length === 1;
    for (const control of item.querySelectorAll('input'))
      control.name = `direcciones[${index}].${control.dataset.name}`;
  });
  bound.refresh();
}

document.getElementById('otra').addEventListener('click', () => {
  add();
  list.lastElementChild.querySelector('input').focus();
});

list.addEventListener('click', ({ target }) => {
  if (!target.matches('[data-remove]')) return;
  target.closest('fieldset').remove();
  number();
  document.getElementById('otra').focus();
});

add();
