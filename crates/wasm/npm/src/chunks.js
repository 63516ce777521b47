// Reads text, bytes and streams as chunks of bytes.

import { encode } from 'platform-module';

const WHAT =
  'checkLines: the source is text, a Uint8Array, a Blob, a stream or other sequence of them, or parts of a file';
/** A byte that UTF-8 never has. */
const NOT_UTF8 = Uint8Array.of(0xff);

/** True for bytes of any realm: in Jest the Uint8Array of a test is not that of Node's buffers. */
export const isBytes = (it) => ArrayBuffer.isView(it) && it.BYTES_PER_ELEMENT === 1;

/** Yields the chunks of text, of bytes, or of a stream. Not every browser can iterate over a stream by itself. */
export async function* chunksOf(source) {
  if (typeof source === 'string' || isBytes(source)) {
    yield source;
  } else if (typeof source?.stream === 'function') {
    yield* chunksOf(source.stream());
  } else if (typeof source?.getReader === 'function') {
    const stream = source.getReader();
    try {
      for (let next = await stream.read(); !next.done; next = await stream.read()) yield next.value;
    } finally {
      // If reading ends early, for example because `onIssue` throws, the rest of the stream is not needed.
      stream.cancel().catch(() => {});
    }
  } else if (source?.[Symbol.asyncIterator] || source?.[Symbol.iterator]) {
    yield* source;
  } else {
    throw new TypeError(WHAT);
  }
}

/** Yields the bytes of chunks. A surrogate pair may span two chunks; an unpaired surrogate becomes invalid UTF-8. */
export async function* bytesOf(chunks) {
  let rest = '';
  for await (const chunk of chunks) {
    if (isBytes(chunk)) {
      yield new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    } else if (typeof chunk === 'string') {
      const text = rest + chunk;
      rest = /[\ud800-\udbff]$/.exec(text)?.[0] ?? '';
      const parts = text.slice(0, text.length - rest.length).split(/[\ud800-\udfff]/u);
      for (const [at, part] of parts.entries()) {
        if (at > 0) yield NOT_UTF8;
        yield encode(part);
      }
    } else {
      throw new TypeError(WHAT);
    }
  }
  if (rest) yield NOT_UTF8;
}
