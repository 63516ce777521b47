// Cuts a file into parts that end where records end, so that several workers can read it.

import { reader } from './answer.js';
import { openStream, put, tableOf } from './stream.js';

/** The bytes of a file from which its layout is found, and its encoding. */
const HEAD = 1 << 17;
const BLOCK = 1 << 16;
/** The bytes of a part, if the caller does not choose, and those that are read at first to find the end of its last record. */
const PART = 1 << 22;
const AHEAD = 1 << 17;

const bytesAt = async (blob, start, size) => new Uint8Array(await blob.slice(start, start + size).arrayBuffer());

export async function* partsOf(schema, blob, { size = PART, ...options } = {}) {
  if (typeof blob?.slice !== 'function' || !(blob.size >= 0)) throw new TypeError('partsOf: a Blob or a File');
  if (!Number.isSafeInteger(size) || size < 1) throw new TypeError('size: a number of bytes, from 1');
  const encoding = options.encoding ?? (options.format === 'csv' ? await encodingOf(schema, blob) : undefined);
  const { module } = openStream('partsOf', schema, { ...options, encoding });
  const head = blob.slice(0, HEAD);
  const file = { head, encoding };
  if (!(await openHead(module, head))) {
    yield { ...file, blob, line: 1, start: 0 };
    return;
  }
  for (let at = 0; at < blob.size; ) {
    let part;
    for (let ahead = AHEAD; !part; ahead *= 4) {
      const text = await bytesAt(blob, at, size + ahead);
      part = cut(module, text, size, at + text.length === blob.size);
    }
    const { line, start, end } = part;
    yield { ...file, blob: blob.slice(at, end), line, start };
    at = end;
  }
}

/** Finds the next part; its start is behind a byte order mark. */
function cut(module, text, size, isEnd) {
  put(module, text);
  const { open, word } = reader(module, {});
  open(
    module.call((wasm) => wasm.lines_cut(text.length, size, isEnd)),
    {},
  );
  const length = word();
  if (length === 0) return undefined;
  const line = word();
  const start = word() + word() * 2 ** 32;
  return { line, start, end: start + length };
}

/** The encoding of a table of text is decided by its first block with a character beyond ASCII; by the first for UTF-16. */
async function encodingOf(schema, blob) {
  for (let at = 0; at < blob.size; ) {
    const block = await bytesAt(blob, at, BLOCK);
    const first = block.findIndex((byte) => byte > 127);
    if (at === 0 || first >= 0) {
      const { module } = openStream('partsOf', schema, { format: 'csv' });
      put(module, block);
      const isEnd = at + block.length === blob.size;
      module.run((wasm) => wasm.lines_head(block.length, isEnd));
      const { encoding } = tableOf(module);
      if (encoding !== 'ascii') return encoding;
    }
    // A block that is ASCII all the same ends with the beginning of a character, with which the next one begins.
    at += first > 0 ? first : block.length;
  }
  return undefined;
}

/** Lets a reader find how a file is read. Returns false if the file can only be read as a whole. */
export async function openHead(module, head) {
  const bytes = await bytesAt(head, 0, HEAD);
  put(module, bytes);
  return module.run((wasm) => wasm.lines_head(bytes.length, bytes.length < HEAD)) !== 0;
}

const isPart = (it) => typeof it?.line === 'number' && typeof it.head?.slice === 'function';

/** Returns the parts of a file that a source is; undefined for another source. */
export function partsIn(source) {
  if (isPart(source)) return [source];
  return Array.isArray(source) && isPart(source[0]) ? source : undefined;
}

/** The options that belong to the file of parts. */
export const placeOf = (parts) => parts?.[0].encoding && { encoding: parts[0].encoding };
