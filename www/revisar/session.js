// Keeps what a person chose for as long as the tab lives: it survives a reload, a change of language, and *back*. When she
// comes back the browser restores the file in its input. Over a change of language a database carries it, and no longer.

const KEY = 'ficha.revisar';

/** Marks a file: what is kept is of this file. */
export const markOf = ({ mark, name, size, lastModified }) => mark ?? `${name} ${size} ${lastModified}`;

export function keep(state) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // There is no room, or storage is denied: then the next page begins anew.
  }
}

export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

const DATABASE = 'ficha-revisar';
const STORE = 'archivo';

/** Runs a request on the store of the database. */
const withStore = (request) =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(STORE, 'readwrite');
      const result = request(transaction.objectStore(STORE));
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(result.result);
      };
      transaction.onabort = () => reject(transaction.error);
    };
  });

/** Carries a file over a reload of the page. */
export async function carry(file) {
  try {
    await withStore((store) => store.put({ file, at: Date.now() }, STORE));
  } catch {
    // Storage is denied or full: then the page asks for the file once more.
  }
}

/** The most milliseconds between leaving the page and its being there again. */
const SOON = 60_000;

/** Returns the file that was carried, and removes the database. */
export async function carried() {
  try {
    const { file, at } = (await withStore((store) => store.get(STORE))) ?? {};
    indexedDB.deleteDatabase(DATABASE);
    return file && Date.now() - at < SOON ? file : undefined;
  } catch {
    return undefined;
  }
}
