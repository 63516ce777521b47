import { agregarDireccion } from 'ficha';
import { bind } from './form.js';
import { send } from './send.js';

const form = document.forms[0];
const list = document.getElementById('direcciones');
const template = document.querySelector('template');
const bound = bind(form, agregarDireccion, async (record) => {
  const answer = await send('POST', '/clientes/agregarDireccion', record);
  // What is stored leaves the form, so that it is not sent twice.
  if (answer.ok) {
    list.replaceChildren();
    add();
  }
  return answer;
});

function add() {
  list.append(template.content.cloneNode(true));
  number();
  bound.refresh();
}

// Names and labels follow the place in the list, so that a removed address leaves no gap.
function number() {
  [...list.children].forEach((item, index) => {
    item.querySelector('legend').textContent = `Dirección ${index + 1}`;
    item.querySelector('[data-remove]').hidden = list.children.length === 1;
    for (const control of item.querySelectorAll('[data-name]')) {
      control.name = `direcciones[${index}].${control.dataset.name}`;
      control.id = control.name;
      control.closest('.field').querySelector('label').htmlFor = control.id;
      const hint = control.closest('.field').querySelector('.hint');
      if (hint) {
        hint.id = `${control.id}-hint`;
        control.setAttribute('aria-describedby', hint.id);
      }
    }
  });
}

document.getElementById('otra').addEventListener('click', () => {
  add();
  list.lastElementChild.querySelector('input').focus();
});

list.addEventListener('click', ({ target }) => {
  if (!target.matches('[data-remove]')) return;
  target.closest('fieldset').remove();
  number();
  bound.refresh();
  document.getElementById('otra').focus();
});

add();
