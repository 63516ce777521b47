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
function bytesOf(text, singles) {
  const places = [];
  let count = 0;
  for (let code = 32; code < 127; code++) if (!'"\'\\`$'.includes(String.fromCharCode(code))) places[code] = count++;
  const one = [];
  const two = [];
  for (let byte = 0; byte < 256; byte++) {
    const isSingle = (Number.parseInt(singles[byte >> 2], 16) >> (byte & 3)) & 1;
    (isSingle ? one : two).push(byte);
  }
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const place = places[text.charCodeAt(at)];
    // The first two characters lead to the two halves of those that stand as two.
    bytes[length++] = place > 1 ? one[place - 2] : two[(place * two.length) / 2 + places[text.charCodeAt(++at)]];
  }
  return bytes.subarray(0, length);
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
