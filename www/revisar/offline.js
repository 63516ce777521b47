// Keeps the page for use without a network, by a service worker; shows its version, offers a newer one, and can be
// switched off.

import { t } from '../language.js';

const WORKER = 'offline-worker.js';
const SCOPE = 'revisar';
const CACHES = 'ficha-revisar ';
/** Is stored if a person switched it off. */
const OFF = 'ficha.revisar.sin-conexion';

const byId = (id) => document.getElementById(id);

function isOff() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false;
  }
}

const listeners = [];

/** Runs a task before the page is loaded anew for a newer version. */
export const beforeUpdate = (task) => listeners.push(task);

/** Asks a service worker for its version. */
function versionOf(worker) {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
  worker.postMessage('version', [port2]);
  return answer;
}

/** Shows the line about it: what it says, and what its button does. */
function tell(sentence, name, press) {
  const [text, button] = byId('sin-conexion').children;
  text.textContent = sentence;
  button.textContent = name;
  button.onclick = press;
  byId('sin-conexion').hidden = false;
}

export async function showOffline() {
  if (!('serviceWorker' in navigator)) return;
  if (isOff()) {
    tell(
      t('Esta página necesita conexión.', 'This page needs a connection.'),
      t('Usarla sin conexión', 'Use it offline'),
      async () => {
        localStorage.removeItem(OFF);
        await start();
      },
    );
    return;
  }
  await start();
}

async function start() {
  let registration;
  try {
    registration = await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
  } catch {
    // A browser can forbid it, and without a network there is no script to compare with.
    registration = await navigator.serviceWorker.getRegistration(SCOPE);
    if (!registration?.active) return;
  }
  offerUpdate(registration);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing.addEventListener('statechange', () => {
      offerUpdate(registration);
      if (installing.state === 'activated') tellReady(installing);
    });
  });
  if (registration.active) tellReady(registration.active);
}

async function tellReady(worker) {
  const version = await versionOf(worker);
  const sentence = t(
    `Lista para usarse sin conexión, versión ${version}; los libros de Excel, después de abrir el primero.`,
    `Ready for use offline, version ${version}; workbooks, after the first one was opened.`,
  );
  tell(sentence, t('No usarla sin conexión', 'Do not use it offline'), stop);
}

function offerUpdate({ waiting }) {
  byId('version-nueva').hidden = !waiting;
  byId('version-nueva').querySelector('button').onclick = async () => {
    await Promise.all(listeners.map((task) => task()));
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage('update');
  };
}

/** Removes what is kept. */
async function stop() {
  localStorage.setItem(OFF, '1');
  const registration = await navigator.serviceWorker.getRegistration(SCOPE);
  await registration?.unregister();
  const names = (await caches.keys()).filter((name) => name.startsWith(CACHES));
  await Promise.all(names.map((name) => caches.delete(name)));
  await showOffline();
}
