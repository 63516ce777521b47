// Shows how hard a password is to guess, with a library that is fetched when a person begins to type one.

import { t } from './language.js';

const WORDS = [
  () => t('Muy fácil de adivinar', 'Very easy to guess'),
  () => t('Fácil de adivinar', 'Easy to guess'),
  () => t('Podría ser mejor', 'Could be better'),
  () => t('Buena', 'Good'),
  () => t('Muy buena', 'Very good'),
];

async function loaded() {
  const [{ ZxcvbnFactory }, common] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
}

/** Shows in `place` the strength of the password in an input, and keeps it up to date. */
export function tellStrength(input, place) {
  let library;
  input.addEventListener('input', async () => {
    library ??= loaded();
    const { value } = input;
    const zxcvbn = await library.catch(() => undefined);
    // It is only a hint: without the library there is none. The value may have changed while the library was fetched.
    if (!zxcvbn || value !== input.value) return;
    place.textContent = value ? WORDS[zxcvbn.check(value).score]() : '';
  });
}
