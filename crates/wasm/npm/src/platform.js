// Text to bytes and back by the platform's own means, which are made on first use: importing asks for nothing.

let own;

function coders() {
  // A leading U+FEFF is part of a text, of a password for one.
  own ??= { encoder: new TextEncoder(), decoder: new TextDecoder('utf-8', { ignoreBOM: true }) };
  return own;
}

/** The bytes of a text in UTF-8. */
export const encode = (text) => coders().encoder.encode(text);

/** Writes as much of a text as there is room for; returns the number of bytes. */
export const encodeInto = (text, bytes) => coders().encoder.encodeInto(text, bytes).written;

/** The text of bytes. */
export const decode = (bytes) => coders().decoder.decode(bytes);

/** Whether the memory moved away from under a view, which then has no length; to ask the memory itself takes longer. */
export const hasMoved = (bytes) => bytes.length === 0;
