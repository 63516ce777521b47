import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

/** A page that is isolated has a clock of 5 µs, another one of 100. */
const HEADERS = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/**
 * Opens a browser over scripts by path. `act` gets a function that runs another one in a fresh page, in which nothing
 * is cached, and gives what it returns.
 */
export async function withBrowser(scripts, act) {
  const executablePath = process.env.CHROMIUM ?? '';
  if (!existsSync(executablePath)) throw new Error('Chromium is not there: name one in CHROMIUM');
  const server = createServer(({ url }, response) => {
    const script = scripts.get(url);
    response.writeHead(script || url === '/' ? 200 : 404, {
      ...HEADERS,
      'Content-Type': script ? 'text/javascript' : 'text/html; charset=utf-8',
    });
    response.end(script ?? '<!doctype html>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  try {
    return await act(async (job, ...args) => {
      const context = await browser.newContext();
      try {
        const page = await context.newPage();
        await page.goto(`http://127.0.0.1:${server.address().port}/`);
        return await page.evaluate(job, args);
      } finally {
        await context.close();
      }
    });
  } finally {
    await browser.close();
    server.close();
  }
}
