// Runs an instance of a wasm module of crates/wasm: its memory, and its one import, Unicode normalisation.

import { decode, encodeInto, hasMoved } from 'platform-module';

/**
 * Connects to a module. It is instantiated on first use, and again after a crash.
 * @param {(imports: object) => object} instantiate
 */
export function connect(instantiate) {
  const self = {
    /** The exports. */
    wasm: undefined,
    /** Views of the memory, which may move whenever the module runs: `look` renews them after every call. */
    bytes: undefined,
    words: undefined,

    open() {
      if (!self.wasm) {
        self.wasm = instantiate({ host: { nfc } });
        self.bytes = new Uint8Array(0);
        look();
      }
      return self.wasm;
    },

    /** Runs a call whose result points to an answer; returns the index of its first word. */
    call: (run, a, b, c) => self.run(run, a, b, c) >>> 2,

    /** Runs a call with these arguments; returns its result. */
    run(run, a, b, c) {
      try {
        return run(self.open(), a, b, c);
      } catch (error) {
        // The memory may be exhausted, for example. The instance cannot be trusted any more.
        self.wasm = undefined;
        throw error;
      } finally {
        if (self.wasm) look();
      }
    },

    /** Returns the address of a buffer for a record of `length` bytes. */
    room: (length) => self.run((wasm) => wasm.room(length)) >>> 0,

    /** Returns the index of a buffer for `length` words. */
    wordsRoom: (length) => self.run((wasm) => wasm.words_room(length)) >>> 2,

    text: (start, length) => decode(self.bytes, start, length),

    /** Writes as much of a text as fits into `length` bytes; returns the number of bytes. */
    write: (text, start, length) => encodeInto(text, self.bytes.subarray(start, start + length)),
  };

  function look() {
    if (!hasMoved(self.bytes, self.wasm.memory)) return;
    const { buffer } = self.wasm.memory;
    self.bytes = new Uint8Array(buffer);
    self.words = new Uint32Array(buffer);
  }

  function nfc(start, length) {
    look();
    const normal = self.text(start >>> 0, length).normalize('NFC');
    const room = 3 * normal.length;
    const place = self.wasm.normal_room(room) >>> 0;
    look();
    return self.write(normal, place, room);
  }

  return self;
}
