// A wasm module as text in JavaScript, compiled on first use: importing does nothing, waits for nothing and
// needs no bundler setting.

import decoder from 'decoder-module';

/** Where decoder.wat has the text. */
const TEXT = 1024;

const instantiate = (bytes) => new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;

/**
 * The bytes of a text that `cargo xtask` wrote. Its characters are printable ASCII without quotes, the backslash
 * and the dollar sign. The bytes there are most of stand as one character each, the others as two, the first of
 * which is one of the first two characters there are. So a repeated piece of the module is a repeated piece of
 * the text, and compresses as well.
 * @param {string} text
 * @param {string} singles For every four byte values, which of them stand as one character: a digit of hexadecimal.
 */
function bytesOf(text, singles) {
  const decoding = new Uint8Array(decoder.length / 2);
  for (let at = 0; at < decoding.length; at++) decoding[at] = Number.parseInt(decoder.slice(2 * at, 2 * at + 2), 16);
  const { memory, decode } = instantiate(decoding);
  memory.grow(Math.ceil(text.length / 65536));
  const meanings = new Uint16Array(memory.buffer, 0, 128);
  const places = new Uint8Array(memory.buffer, 256, 128);
  const one = [];
  const two = [];
  for (let byte = 0; byte < 256; byte++) {
    const isSingle = (Number.parseInt(singles[byte >> 2], 16) >> (byte & 3)) & 1;
    (isSingle ? one : two).push(byte);
  }
  // The first two characters lead to the two halves of those that stand as two.
  const values = [256, 256 + two.length / 2, ...one];
  for (let code = 32, place = 0; code < 127; code++) {
    if ('"\'\\`$'.includes(String.fromCharCode(code))) continue;
    places[code] = place;
    meanings[code] = values[place++];
  }
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(two, 384);
  const { written } = new TextEncoder().encodeInto(text, bytes.subarray(TEXT));
  return bytes.subarray(TEXT, decode(TEXT + written));
}

/** The module of a text, compiled once. */
export function compiled(text, singles) {
  let module;
  return () => {
    module ??= new WebAssembly.Module(bytesOf(text, singles));
    return module;
  };
}
