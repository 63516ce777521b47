// A token: from a personal link, whose fragment no browser sends anywhere, or typed by staff and kept for the tab.

const KEY = 'ficha.token';
const link = new URLSearchParams(location.hash.slice(1));

/** The customer and the token of a personal link, if the page was opened by one. */
export const personal = link.get('token')
  ? { cliente: link.get('cliente') ?? '', token: link.get('token') }
  : undefined;

/**
 * The part of a page in which staff give their token.
 * @param {() => Promise<boolean>} [load] Fills the form in.
 * @returns {() => string | undefined} The token, if there is one.
 */
export function tokenBox(box, load) {
  if (personal) {
    box.remove();
    return () => personal.token;
  }
  const input = box.querySelector('input');
  input.value = sessionStorage.getItem(KEY) ?? '';
  box.open = input.value !== '';
  input.addEventListener('input', () => sessionStorage.setItem(KEY, input.value.trim()));
  box.querySelector('button')?.addEventListener('click', () => load());
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    load?.();
  });
  return () => input.value.trim() || undefined;
}
