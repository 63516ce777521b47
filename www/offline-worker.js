// The service worker of `revisar`: keeps that page and what it loads, so that files can be checked without a network. The
// build writes the version and the list of files, with the SHA-256 of each. It answers for these files alone, never for
// the API or for other pages.

const VERSION = '{version}';
/** For each file its hash, and whether it is only kept when the page asks for it. The build puts an object here. */
const FILES = '{files}';
const CACHE = `ficha-revisar ${VERSION}`;
const PAGE = '/revisar';

/** Fetches a file past every cache; refuses one that is not of this version. */
async function fetched(path) {
  const response = await fetch(path, { cache: 'reload' });
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer()));
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (!response.ok || hash !== FILES[path].hash) throw new Error(`${path} is not of version ${VERSION}`);
  return response;
}

async function install() {
  const cache = await caches.open(CACHE);
  const needed = Object.keys(FILES).filter((path) => !FILES[path].isLazy);
  await Promise.all(needed.map(async (path) => cache.put(path, await fetched(path))));
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith('ficha-revisar ') && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request, path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(path);
  if (kept) return kept;
  try {
    const response = await fetched(path);
    await cache.put(path, response.clone());
    return response;
  } catch {
    return fetch(request);
  }
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !Object.hasOwn(FILES, pathname)) return;
  if (request.mode === 'navigate' && pathname !== PAGE) return;
  event.respondWith(answer(request, pathname));
});
/** Fills the cache if it was removed while this worker lived on. */
async function ready() {
  if (!(await (await caches.open(CACHE)).match(PAGE))) await install();
}

self.addEventListener('message', (event) => {
  const { data, ports } = event;
  if (data === 'version') event.waitUntil(ready().then(() => ports[0].postMessage(VERSION)));
  if (data === 'update') self.skipWaiting();
});
