// A wasm module as text in JavaScript, compiled on first use: importing does nothing, waits for nothing and
// needs no bundler setting.

import decoder from 'decoder-module';
import { encode, encodeInto } from 'platform-module';

/** Where the memory of decoder.wat has the bytes that take two characters, two tables of 128, and the text. */
const TWO = 256;
const TEXT = 512;

/**
 * The bytes of a text that `cargo xtask` wrote. Its characters are printable ASCII without quotes, the backslash
 * and the dollar sign. The bytes there are most of stand as one character each, the others as two, the first of
 * which is one of the first two characters there are. So a repeated piece of the module is a repeated piece of
 * the text, and compresses as well.
 * @param {string} text
 * @param {string} singles For every four byte values, which of them stand as one character: a digit of hexadecimal.
 */
function bytesOf(text, singles) {
  const { memory, decode } = new WebAssembly.Instance(new WebAssembly.Module(encode(decoder))).exports;
  memory.grow(Math.ceil(text.length / 65536));
  const bytes = new Uint8Array(memory.buffer);
  const meanings = new Uint16Array(memory.buffer, 0, 128);
  const one = [TWO, TWO + 128];
  const two = [];
  for (let byte = 0; byte < 256; byte++) {
    const isSingle = (Number.parseInt(singles[byte >> 2], 16) >> (byte & 3)) & 1;
    (isSingle ? one : two).push(byte);
  }
  for (let code = 32, place = 0; code < 127; code++) {
    if ('"\'\\`$'.includes(String.fromCharCode(code))) continue;
    meanings[code] = one[place];
    bytes[TWO + code] = two[place];
    bytes[TWO + 128 + code] = two[two.length / 2 + place++];
  }
  return bytes.subarray(TEXT, decode(TEXT, TEXT + encodeInto(text, bytes.subarray(TEXT))));
}

/** The module of a text, compiled once. A page may forbid it by its policy, and some runtimes have no WebAssembly. */
export function compiled(text, singles) {
  let module;
  return () => {
    try {
      module ??= new WebAssembly.Module(bytesOf(text, singles));
      return module;
    } catch (cause) {
      const error = new Error('There is no WebAssembly here; ficha/js does without it', { cause });
      throw Object.assign(error, { code: 'wasm.unavailable' });
    }
  };
}
