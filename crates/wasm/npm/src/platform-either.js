// The platform's own means where it has them, which Jest with jsdom has not.

import * as own from './platform.js';
import * as plain from './platform-plain.js';

const is = typeof TextEncoder === 'function' && typeof TextDecoder === 'function' ? own : plain;

export const { encode, encodeInto, decode } = is;
export const { hasMoved } = own;
