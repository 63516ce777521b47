// Provides TextEncoder and TextDecoder in CommonJS, where Jest with jsdom has neither.

import { decode, encode, encodeInto } from './platform-plain.js';

class PlainEncoder {
  encode(text = '') {
    return encode(text);
  }
  encodeInto(text, bytes) {
    return { written: encodeInto(text, bytes) };
  }
}

class PlainDecoder {
  decode(bytes = []) {
    return decode(bytes);
  }
}

const own = globalThis;
export const TextEncoder = own.TextEncoder ?? PlainEncoder;
export const TextDecoder = own.TextDecoder ?? PlainDecoder;
