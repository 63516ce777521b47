// A wasm module as text in JavaScript, compiled on first use: importing does nothing, waits for nothing and
// needs no bundler setting.

/** The characters of the text: printable ASCII without quotes, the backslash and the dollar sign. */
const ALPHABET = Array.from({ length: 95 }, (_, n) => String.fromCharCode(n + 32)).filter(
  (c) => !'"\'\\$`'.includes(c),
);

/**
 * The bytes of a text that `cargo xtask` wrote. The bytes there are most of stand as one character each, the
 * others as two, the first of which is one of the first two of the alphabet. So a repeated piece of the module
 * is a repeated piece of the text, and compresses as well.
 * @param {string} text
 * @param {string} singles For every four byte values, which of them stand as one character: a digit of hexadecimal.
 */
export function bytesOf(text, singles) {
  const isSingle = (byte) => (Number.parseInt(singles[byte >> 2], 16) >> (byte & 3)) & 1;
  const values = Array.from({ length: 256 }, (_, byte) => byte);
  const one = values.filter(isSingle);
  const two = values.filter((byte) => !isSingle(byte));
  const half = two.length >> 1;
  const place = new Uint8Array(128);
  ALPHABET.forEach((c, n) => {
    place[c.charCodeAt()] = n;
  });
  const bytes = new Uint8Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const first = place[text.charCodeAt(at)];
    bytes[count++] = first > 1 ? one[first - 2] : two[first * half + place[text.charCodeAt(++at)]];
  }
  return bytes.subarray(0, count);
}

/** The module of a text, compiled once. */
export function compiled(text, singles) {
  let module;
  return () => {
    module ??= new WebAssembly.Module(bytesOf(text, singles));
    return module;
  };
}
