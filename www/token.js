// A token: from a personal link, or typed by staff and kept for the tab.

const KEY = 'ficha.token';

/** The customer and the token in the address, where a personal link has them. No browser sends a fragment anywhere. */
function linkInAddress() {
  const link = new URLSearchParams(location.hash.slice(1));
  return link.get('token') ? { cliente: link.get('cliente') ?? '', token: link.get('token') } : undefined;
}

const inAddress = linkInAddress();
// The link moves from the address, which others see, to the state of this entry of the history, where a reload and the
// way back find it. What a browser noted of the address before is its own.
if (inAddress) history.replaceState({ ...history.state, enlace: inAddress }, '', location.pathname + location.search);

/** The customer and the token of a personal link, if the page was opened by one. */
export const personal = inAddress ?? history.state?.enlace;

// Another link in the same tab changes the fragment only, and the way back between two links the state only: neither
// loads anything by itself.
addEventListener('hashchange', () => {
  if (linkInAddress()) location.reload();
  else if (personal) history.replaceState({ ...history.state, enlace: personal }, '');
});
addEventListener('popstate', ({ state }) => {
  if (!location.hash && state?.enlace?.token !== personal?.token) location.reload();
});

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
