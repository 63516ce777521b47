// How hard a password is to guess, by a library that is fetched once somebody writes one.

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

/** Keeps a place up to date with what an input holds. */
export function tellStrength(input, place) {
  let library;
  input.addEventListener('input', async () => {
    library ??= loaded();
    const { value } = input;
    const zxcvbn = await library.catch(() => undefined);
    // It is a hint: without the library there is none. While it was fetched, more was written.
    if (!zxcvbn || value !== input.value) return;
    place.textContent = value ? WORDS[zxcvbn.check(value).score]() : '';
  });
}
