// The token: from a personal link, or typed by staff and stored for the tab.

const KEY = 'ficha.token';

/** The customer and the token in the fragment of a personal link. Browsers do not send fragments to a server. */
function linkInAddress() {
  const link = new URLSearchParams(location.hash.slice(1));
  return link.get('token') ? { cliente: link.get('cliente') ?? '', token: link.get('token') } : undefined;
}

const inAddress = linkInAddress();
// Moves the link from the address, which others can see, to the state of this history entry, where a reload and the
// back button find it. Notes that the browser made of the address before remain.
if (inAddress) history.replaceState({ ...history.state, enlace: inAddress }, '', location.pathname + location.search);

/** The customer and the token of a personal link, if the page was opened by one. */
export const personal = inAddress ?? history.state?.enlace;

// Another link in the same tab changes only the fragment, and going back between two links changes only the state:
// neither loads the page by itself.
addEventListener('hashchange', () => {
  if (linkInAddress()) location.reload();
  else if (personal) history.replaceState({ ...history.state, enlace: personal }, '');
});
addEventListener('popstate', ({ state }) => {
  if (!location.hash && state?.enlace?.token !== personal?.token) location.reload();
});

/**
 * Sets up the part of a page in which staff enter their token.
 * @returns {{ current: () => string | undefined, onAsked: (load: () => void) => void }} The token, if there is one; and
 * takes a function that fills the form in, which runs when staff ask for it.
 */
export function tokenBox(box) {
  if (personal) {
    box.remove();
    return { current: () => personal.token, onAsked() {} };
  }
  let load;
  const input = box.querySelector('input');
  input.value = sessionStorage.getItem(KEY) ?? '';
  box.open = input.value !== '';
  input.addEventListener('input', () => sessionStorage.setItem(KEY, input.value.trim()));
  box.querySelector('button')?.addEventListener('click', () => load?.());
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    load?.();
  });
  return {
    current: () => input.value.trim() || undefined,
    onAsked(act) {
      load = act;
    },
  };
}
