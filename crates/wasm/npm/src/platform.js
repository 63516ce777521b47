// Converts text to bytes and back with the platform's own coders. They are made on first use: importing needs none.

let own;

function coders() {
  // A leading U+FEFF is part of a text, for example of a password.
  own ??= { encoder: new TextEncoder(), decoder: new TextDecoder('utf-8', { ignoreBOM: true }) };
  return own;
}

/** Returns the bytes of a text in UTF-8. */
export const encode = (text) => coders().encoder.encode(text);

/** Writes as much of a text as fits; returns the number of bytes. */
export const encodeInto = (text, bytes) => coders().encoder.encodeInto(text, bytes).written;

/** Returns the text of some of the bytes, in UTF-8. */
export const decode = (bytes, start, length) => coders().decoder.decode(bytes.subarray(start, start + length));

/** True if the memory moved and left a view behind, whose length is then 0; comparing the buffers takes longer. */
export const hasMoved = (bytes) => bytes.length === 0;
