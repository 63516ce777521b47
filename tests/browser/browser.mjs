// Starts a real Chromium, which makes no requests of its own outside this machine.

import { chromium } from 'playwright-core';

export async function startBrowser() {
  if (!process.env.CHROMIUM) throw new Error('no Chromium: name one in CHROMIUM, or run npm test, which looks for one');
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Opens a page; collects its errors and its requests to other origins. */
export async function openPage(browser, url, options = {}) {
  const page = await (await browser.newContext(options)).newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on(
    'request',
    (request) => new URL(request.url()).origin === new URL(url).origin || complaints.push(request.url()),
  );
  await page.goto(String(url));
  // A form that is not bound yet has a disabled submit button.
  await page.waitForFunction(() => !document.querySelector('button[type="submit"]:disabled'));
  return { page, complaints };
}

/** Watches how long a page draws no frame; the returned function gives the longest time, in milliseconds. */
export async function watchFrames(page) {
  await page.evaluate(() => {
    globalThis.longest = 0;
    let last = performance.now();
    const beat = () => {
      const now = performance.now();
      globalThis.longest = Math.max(globalThis.longest, now - last);
      last = now;
      requestAnimationFrame(beat);
    };
    requestAnimationFrame(beat);
  });
  return () => page.evaluate(() => globalThis.longest);
}
