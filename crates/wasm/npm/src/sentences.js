/** Returns the sentences to answer with: Spanish, or those of `locale`, with Spanish for those that it lacks. */
export function sentencesOf(locale, es) {
  if (locale === undefined) return es;
  if (locale === null || typeof locale !== 'object')
    throw new TypeError("locale: give the sentences themselves, as in: import { en } from 'ficha/en'");
  const sentences = { ...es };
  for (const [code, sentence] of Object.entries(locale)) if (typeof sentence === 'string') sentences[code] = sentence;
  return sentences;
}
