// The districts of Peru by name.

import { instantiate } from 'distritos-module';
import { connect } from './wasm.js';

const module = /* @__PURE__ */ connect(instantiate);
let all;

/** Runs a call and returns a reader of its answer: words, and the texts beside them. */
function ask(run) {
  let at = module.call(run);
  const end = at + module.words[at];
  const all = module.text(module.words[at + 1], module.words[at + 2]);
  let next = 0;
  at += 3;
  const word = () => module.words[at++];
  return {
    isLeft: () => at < end,
    word,
    text() {
      const length = word();
      next += length;
      return all.slice(next - length, next);
    },
  };
}

export function distritos() {
  if (all) return all;
  const { isLeft, word, text } = ask((wasm) => wasm.distritos());
  const found = [];
  while (isLeft())
    found.push(Object.freeze({ ubigeo: word(), distrito: text(), provincia: text(), departamento: text() }));
  all = Object.freeze(found);
  return all;
}

let places;

export function distritoOf(ubigeo) {
  places ??= new Map(distritos().map((distrito) => [distrito.ubigeo, distrito]));
  return places.get(Number(ubigeo));
}

export function searchDistritos(typed) {
  const text = String(typed).slice(0, 200);
  const start = module.room(3 * text.length);
  const length = module.write(text, start, 3 * text.length);
  const { isLeft, word } = ask((wasm) => wasm.search_distritos(length));
  const codes = [];
  while (isLeft()) codes.push(word());
  return codes.map(distritoOf);
}
