// An instance of a wasm module of crates/wasm: its memory, and the one thing it asks of its host.

import { decode, encodeInto, hasMoved } from 'platform-module';

/**
 * Connects to a module, which is instantiated on first use, and again after it broke down.
 * @param {(imports: object) => object} instantiate
 */
export function connect(instantiate) {
  const self = {
    /** The exports. */
    wasm: undefined,
    /** The memory; it may move whenever the module runs, so `look` comes after every call. */
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

    /** Runs a call whose result points to an answer; returns the place of its first word. */
    call(run) {
      try {
        return run(self.open()) >>> 2;
      } catch (error) {
        // Out of memory, for one. What is left of the instance is not to be trusted.
        self.wasm = undefined;
        throw error;
      } finally {
        if (self.wasm) look();
      }
    },

    /** Where a record of so many bytes may be written. */
    room(length) {
      const start = self.open().room(length) >>> 0;
      look();
      return start;
    },

    /** Where so many words may be written. */
    wordsRoom(length) {
      const start = self.open().words_room(length) >>> 2;
      look();
      return start;
    },

    text: (start, length) => decode(self.bytes.subarray(start, start + length)),

    /** Writes text, as much of it as fits into so many bytes; returns the number of bytes. */
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
