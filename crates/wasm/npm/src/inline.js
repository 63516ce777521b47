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
  const place = new Uint8Array(128);
  for (let code = 32, n = 0; code < 127; code++) if (!'"\'\\`$'.includes(String.fromCharCode(code))) place[code] = n++;
  const half = two.length / 2;
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
