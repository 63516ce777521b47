// Tests Nitro, the server of Nuxt, on Node and on Cloudflare.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, folderOf, run } from '../tools.mjs';
import { answersOf } from '../workerd/serve.mjs';

const folder = folderOf(import.meta.url);

/** Builds a server of one route for a preset; returns the folder of the server. */
function build(preset) {
  const out = emptyOut(folder);
  mkdirSync(join(out, 'server/routes'), { recursive: true });
  writeFileSync(join(out, 'package.json'), '{"private": true, "type": "module"}');
  writeFileSync(join(out, 'probe.mjs'), readFileSync(new URL('../probe.mjs', import.meta.url)));
  const config = { srcDir: 'server', compatibilityDate: '2026-10-23', experimental: { wasm: true }, telemetry: false };
  writeFileSync(join(out, 'nitro.config.mjs'), `export default ${JSON.stringify(config)};\n`);
  writeFileSync(
    join(out, 'server/routes/index.mjs'),
    `import * as ficha from 'ficha';
     import { defineEventHandler } from 'h3';
     import { probe } from '../../probe.mjs';
     export default defineEventHandler(() => probe(ficha).then(() => 'probed', (error) => error.stack));\n`,
  );
  run(out, join(folder, 'node_modules/.bin/nitropack'), 'build', '--preset', preset);
  return join(out, '.output/server');
}

export const cells = [
  {
    cell: 'Nitro, cloudflare-module, in workerd',
    slow: true,
    async run() {
      const server = build('cloudflare-module');
      const files = readdirSync(server, { recursive: true }).map((name) => name.replaceAll('\\', '/'));
      const modules = files.filter((name) => /\.(m?js|wasm)$/.test(name));
      modules.sort((a, b) => Number(b === 'index.mjs') - Number(a === 'index.mjs'));
      const [answer] = await answersOf(folder, server, modules, ['/'], ['nodejs_compat']);
      if (answer !== 'probed') throw new Error(answer);
    },
  },
  {
    cell: 'Nitro, node-server',
    slow: true,
    run() {
      const server = build('node-server');
      const script = `
        process.env.PORT = '0';
        const log = console.log;
        console.log = async (text) => {
          const url = /http:\\S+/.exec(text)?.[0].replace('[::]', '127.0.0.1');
          if (url) { log(await (await fetch(url)).text()); process.exit(); }
        };
        await import('./index.mjs');`;
      const answer = run(server, process.execPath, '--input-type=module', '--eval', script);
      if (answer.trim() !== 'probed') throw new Error(answer);
    },
  },
];
