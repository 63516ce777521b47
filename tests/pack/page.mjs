// A real browser, and a file server for it.

import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { Missing } from './tools.mjs';

const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.html': 'text/html; charset=utf-8' };
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Calls `act` with an open browser. */
export async function withBrowser(act) {
  if (!existsSync(process.env.CHROMIUM ?? '')) throw new Missing('Chromium is not there: name one in CHROMIUM');
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ARGUMENTS });
  try {
    await act(browser);
  } finally {
    await browser.close();
  }
}

/** Opens a page; `said` collects its console messages and errors. */
export async function openPage(browser, url) {
  const page = await browser.newPage();
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(`error: ${error}`));
  await page.goto(url);
  return { page, said };
}

/** Starts a server and calls `act` with its address. */
export async function withServer(server, act) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await act(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Calls `act` with a browser and the address of a page with this HTML, beside the files of a folder. */
export function withPage(folder, html, policy, act) {
  const server = createServer(({ url }, response) => {
    const path = join(folder, url);
    const isPage = url === '/';
    // Browsers ask for an icon by themselves.
    if (url === '/favicon.ico') return response.writeHead(204).end();
    if (!isPage && !existsSync(path)) return response.writeHead(404).end();
    response.setHeader('Content-Type', isPage ? TYPES['.html'] : (TYPES[extname(url)] ?? 'application/octet-stream'));
    if (policy) response.setHeader('Content-Security-Policy', policy);
    response.end(isPage ? html : readFileSync(path));
  });
  return withBrowser((browser) => withServer(server, (url) => act(browser, url)));
}
