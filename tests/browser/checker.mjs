// The actions of a person on the page that checks files.

export const choose = (page, files) => page.getByLabel('Elige un archivo').setInputFiles(files);

export const file = (name, content) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

export async function check(page) {
  await page.getByRole('button', { name: 'Revisar', exact: true }).click();
  await page.getByRole('heading', { name: 'Resultado' }).waitFor();
}

export const summaryOf = (page) => page.locator('#resumen').textContent();

/** Downloads rows in a format, by *Otras descargas*. */
export async function download(page, which, format) {
  await page.locator('#descargas').evaluate((details) => {
    details.open = true;
  });
  await page.getByLabel('Filas', { exact: true }).selectOption(which);
  await page.getByLabel('Formato').selectOption(format);
  const button = page.getByRole('button', { name: 'Descargar', exact: true });
  const [written] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return written;
}
