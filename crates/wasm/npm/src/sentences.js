/** Sentences that were given as a frozen object, such as `en`, and what was made of them. */
const kept = /* @__PURE__ */ new WeakMap();

/** Returns the sentences to answer with: Spanish, or those given, with Spanish for those that it lacks. */
export function sentencesOf(given, es) {
  if (given === undefined) return es;
  if (given === null || typeof given !== 'object')
    throw new TypeError("sentences: give them as an object, as in: import { en } from 'ficha/en'");
  if (IS_SERVER) {
    if (kept.has(given)) return kept.get(given);
  }
  const sentences = { ...es };
  for (const [code, sentence] of Object.entries(given)) if (typeof sentence === 'string') sentences[code] = sentence;
  if (IS_SERVER) {
    if (Object.isFrozen(given)) kept.set(given, sentences);
  }
  return sentences;
}
