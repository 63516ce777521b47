// A wasm module as text in JavaScript, compiled on first use: importing does nothing, waits for nothing and
// needs no bundler setting.

/**
 * The bytes of a text that `cargo xtask` wrote. Its characters are printable ASCII without quotes, the backslash
 * and the dollar sign. The bytes there are most of stand as one character each, the others as two, the first of
 * which is one of the first two characters there are. So a repeated piece of the module is a repeated piece of
 * the text, and compresses as well.
 * @param {string} text
 * @param {string} singles For every four byte values, which of them stand as one character: a digit of hexadecimal.
 */
export function bytesOf(text, singles) {
  const one = [];
  const two = [];
  for (let byte = 0; byte < 256; byte++) {
    const isSingle = (Number.parseInt(singles[byte >> 2], 16) >> (byte & 3)) & 1;
    (isSingle ? one : two).push(byte);
  }
  // The first two characters lead to the two halves of those that stand as two.
  const values = [256, 256 + two.length / 2, ...one];
  const places = new Uint8Array(128);
  const meanings = new Uint16Array(128);
  for (let code = 32, place = 0; code < 127; code++) {
    if ('"\'\\`$'.includes(String.fromCharCode(code))) continue;
    places[code] = place;
    meanings[code] = values[place++];
  }
  // In place: there are never more bytes than characters.
  const bytes = new TextEncoder().encode(text);
  let count = 0;
  for (let at = 0; at < bytes.length; at++) {
    let value = meanings[bytes[at]];
    if (value > 255) value = two[value - 256 + places[bytes[++at]]];
    bytes[count++] = value;
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
