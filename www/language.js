// Sets the language. The pages are in Spanish, with the English in `data-en`. The choice is stored; a draft keeps the
// typed values.

const KEY = 'ficha.idioma';

/** Storage can be denied. */
function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** The language of the page: `es` or `en`. */
export const language = new URLSearchParams(location.search).get('lang') ?? stored() ?? 'es';
const isEnglish = language === 'en';

/** Returns the sentence in the language of the page. */
export const t = (spanish, english) => (isEnglish ? english : spanish);

/** The sentences of the rules: `undefined` means Spanish. */
export const sentences = isEnglish ? (await import('ficha/en')).en : undefined;

const asked = [];

/** Runs a task before the page is loaded anew in another language. */
export const beforeReload = (task) => asked.push(task);

/** Attributes that are translated, by the names of the data properties with their English. */
const ATTRIBUTES = { enLabel: 'aria-label', enTitle: 'title' };

/** Translates a part of a page. */
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

// Following a link to a fragment would add an entry to the history, without the personal link of this entry.
document.querySelector('.skip')?.addEventListener('click', (event) => {
  event.preventDefault();
  const main = document.querySelector('main');
  main.tabIndex = -1;
  main.focus();
});

const button = document.querySelector('[data-language]');
if (button) {
  Object.assign(button, { textContent: t('English', 'Español'), lang: t('en', 'es'), hidden: false });
  button.addEventListener('click', async () => {
    const page = new URL(location.href);
    page.searchParams.delete('lang');
    try {
      localStorage.setItem(KEY, t('en', 'es'));
    } catch {
      page.searchParams.set('lang', t('en', 'es'));
    }
    // The typed values are in a draft, which the page restores.
    history.replaceState(history.state, '', page);
    await Promise.all(asked.map((task) => task()));
    location.reload();
  });
}
