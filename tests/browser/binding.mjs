// Makes pages that have only a bound form, from the npm package's own files.

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { openPage, startBrowser } from './browser.mjs';

const npm = new URL('../../target/npm/ficha/esm/', import.meta.url);

/**
 * Starts a browser and a server. `bound` opens a page with a bound form; in the page, `sent` collects the submitted
 * records and `details` the other values of each submit.
 */
export async function startBinding(headers = {}) {
  const server = createServer(({ url }, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (!url.endsWith('.js'))
      return response.setHeader('Content-Type', 'text/html; charset=utf-8').end('<!doctype html>');
    response.setHeader('Content-Type', 'text/javascript').end(readFileSync(new URL(`.${url}`, npm)));
  });
  server.listen(0, '127.0.0.1');
  const [browser] = await Promise.all([startBrowser(), once(server, 'listening')]);
  const address = `http://127.0.0.1:${server.address().port}/`;

  async function bound(schema, html, options = {}) {
    const { page } = await openPage(browser, address);
    const warnings = [];
    page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    await page.evaluate(
      async ([schema, html, options]) => {
        document.body.innerHTML = html;
        const [ficha, { bindForm }] = await Promise.all([import('/index.js'), import('/form.js')]);
        globalThis.sent = [];
        globalThis.details = [];
        const onSubmit = (value, { others }) => {
          sent.push(value);
          details.push([...others]);
        };
        globalThis.bindAgain = () => {
          globalThis.form = bindForm(document.forms[0], ficha[schema], { onSubmit, ...options });
        };
        bindAgain();
      },
      [schema, html, options],
    );
    const submit = () => page.getByRole('button', { name: 'Guardar' }).click();
    return {
      page,
      submit,
      warnings,
      sent: () => page.evaluate(() => sent),
      others: () => page.evaluate(() => details),
    };
  }

  async function stop() {
    await browser.close();
    server.close();
  }
  return { bound, stop, address, browser };
}
