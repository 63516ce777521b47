// The JavaScript side of the core module (crates/wasm/src/abi.rs).
//
// The module is inlined as hexadecimal text, which compresses better than base64, and compiled on
// first use: importing this file does nothing, waits for nothing and needs no bundler setting.

import hex from './core.hex.js';

const encoder = new TextEncoder();
// A leading U+FEFF is part of a text, of a password for one.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

let core;

function load() {
  const module = new WebAssembly.Module(bytesOf(hex));
  core = new WebAssembly.Instance(module, { host: { nfc } }).exports;
  return core;
}

function bytesOf(hex) {
  if (Uint8Array.fromHex) return Uint8Array.fromHex(hex);
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

// Memory may have grown since the last look, so each look is a new one.
const memory = (start, length) => new Uint8Array(core.memory.buffer, start >>> 0, length);

// The one thing the rules ask of their host.
function nfc(start, length) {
  const normal = encoder.encode(decoder.decode(memory(start, length)).normalize('NFC'));
  memory(core.room(normal.length), normal.length).set(normal);
  return normal.length;
}

// The encoder would repair half of a surrogate pair in silence; escaped, it reaches the rules.
const HALF_PAIR = /\p{Surrogate}/gu;
const escaped = (half) => `\\u${half.charCodeAt(0).toString(16)}`;

/**
 * Checks a record, or a value alone.
 * @param {number} schema Its number in index.js.
 * @param {Uint8Array | string} json
 * @returns {{value?: object, issues: object[], warnings: object[]}}
 */
export function check(schema, json) {
  const bytes = typeof json === 'string' ? encoder.encode(json.replace(HALF_PAIR, escaped)) : json;
  try {
    core ?? load();
    memory(core.begin(bytes.length), bytes.length).set(bytes);
    const answer = core.check(schema, bytes.length, Date.now()) >>> 0;
    const length = new DataView(core.memory.buffer).getUint32(answer, true);
    return JSON.parse(decoder.decode(memory(answer + 4, length)));
  } catch (error) {
    // Out of memory, for one. What is left of the instance is not to be trusted.
    core = undefined;
    throw error;
  }
}
