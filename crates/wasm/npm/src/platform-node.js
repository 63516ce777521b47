// Replaces platform.js in Node, whose buffers decode short texts sooner than its TextDecoder.

import { decode as decodeAnywhere } from './platform.js';

export { encode, encodeInto, hasMoved } from './platform.js';

/** A view of the memory that was decoded from last. */
let buffer;

/** Returns the text of some of the bytes, in UTF-8. */
export function decode(bytes, start, length) {
  // A runtime may take the build for Node and have no buffers.
  const { Buffer } = globalThis;
  if (Buffer === undefined) return decodeAnywhere(bytes, start, length);
  if (buffer?.buffer !== bytes.buffer) buffer = Buffer.from(bytes.buffer);
  return buffer.toString('utf8', start, start + length);
}
