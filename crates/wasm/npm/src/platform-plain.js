// Replaces platform.js where there is neither TextEncoder nor TextDecoder: React Native, Jest with jsdom.

/** Writes as much of a text as fits; an unpaired surrogate becomes U+FFFD. Returns the number of bytes. */
export function encodeInto(text, bytes) {
  let at = 0;
  for (const character of text) {
    let code = character.codePointAt(0);
    if (code >= 0xd800 && code < 0xe000) code = 0xfffd;
    const more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    if (at + more >= bytes.length) break;
    bytes[at++] = more === 0 ? code : ((0xff00 >> (more + 1)) & 0xff) | (code >> (6 * more));
    for (let left = more - 1; left >= 0; left--) bytes[at++] = 0x80 | ((code >> (6 * left)) & 0x3f);
  }
  return at;
}

/** Returns the bytes of a text in UTF-8. */
export function encode(text) {
  const bytes = new Uint8Array(3 * text.length);
  return bytes.subarray(0, encodeInto(text, bytes));
}

/** Returns the text of some of the bytes, which are UTF-8. */
export function decode(bytes, start = 0, length = bytes.length) {
  let text = '';
  for (let at = start; at < start + length; ) {
    const first = bytes[at++];
    const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let left = more; left > 0; left--) code = (code << 6) | (bytes[at++] & 0x3f);
    text += String.fromCodePoint(code);
  }
  return text;
}

/** True if the memory moved and left a view behind. */
export const hasMoved = (bytes, memory) => bytes.buffer !== memory.buffer;
