// Spanish stands in the pages; English stands beside it, in `data-en`. The choice is kept, and so is what was typed.

const KEY = 'ficha.idioma';

/** `es` or `en`. */
export const language = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(KEY) ?? 'es';
const isEnglish = language === 'en';

/** One of two sentences. */
export const t = (spanish, english) => (isEnglish ? english : spanish);

/** The sentences of the rules: `undefined` is Spanish. */
export const locale = isEnglish ? (await import('ficha/en')).en : undefined;

/** Attributes that are read, by the name that their English has. */
const ATTRIBUTES = { enLabel: 'aria-label', enTitle: 'title' };

/** Puts a part of a page into the language. */
export function translate(root) {
  if (!isEnglish) return;
  for (const element of root.querySelectorAll('[data-en]')) element.textContent = element.dataset.en;
  for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
    const selector = `[data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}]`;
    for (const element of root.querySelectorAll(selector)) element.setAttribute(attribute, element.dataset[name]);
  }
}

document.documentElement.lang = language;
translate(document);

// A link to a fragment would begin another entry of the history, which a personal link is not part of.
document.querySelector('.skip')?.addEventListener('click', (event) => {
  event.preventDefault();
  const main = document.querySelector('main');
  main.tabIndex = -1;
  main.focus();
});

const button = document.querySelector('[data-language]');
if (button) {
  Object.assign(button, { textContent: t('English', 'Español'), lang: t('en', 'es'), hidden: false });
  button.addEventListener('click', () => {
    localStorage.setItem(KEY, t('en', 'es'));
    const page = new URL(location.href);
    page.searchParams.delete('lang');
    // What is typed is in a draft, which the page finds again.
    history.replaceState(history.state, '', page);
    location.reload();
  });
}
