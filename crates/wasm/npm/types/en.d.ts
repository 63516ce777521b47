import type { Code } from './index.js';

/** The English sentences: `ruc.check(text, { sentences: en })`. */
export const en: Readonly<Record<Code, string>>;
