/** Returns the sentences to answer with: Spanish, or those given, with Spanish for those that it lacks. */
export function sentencesOf(given, es) {
  if (given === undefined) return es;
  if (given === null || typeof given !== 'object')
    throw new TypeError("sentences: give them as an object, as in: import { en } from 'ficha/en'");
  const sentences = { ...es };
  for (const [code, sentence] of Object.entries(given)) if (typeof sentence === 'string') sentences[code] = sentence;
  return sentences;
}
