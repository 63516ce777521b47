// Tests a real nginx that compresses, in front of the system: it makes ETags weak. Long tier only.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createClient } from '../../target/npm/ficha/esm/client.js';
import { freePort } from '../worker/started.mjs';
import { newState, removeState, start } from './system.mjs';

const settings = (port, target) => `
daemon off;
worker_processes 1;
pid nginx.pid;
error_log error.log;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  gzip on;
  gzip_types application/json;
  gzip_proxied any;
  gzip_min_length 1;
  server {
    listen 127.0.0.1:${port};
    # The runtime would compress by itself, and leave the tag as it is.
    location / { proxy_pass ${target}; proxy_set_header Accept-Encoding ""; }
  }
}
`;

/** Starts nginx and waits until it answers. */
async function startNginx(target) {
  const folder = mkdtempSync(join(tmpdir(), 'ficha-nginx-'));
  const port = await freePort();
  writeFileSync(join(folder, 'nginx.conf'), settings(port, target));
  const child = spawn('nginx', ['-p', folder, '-c', 'nginx.conf'], { stdio: 'inherit' });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(url).catch(() => undefined))) {
    assert.equal(child.exitCode, null, 'nginx ended');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, stop };
}

if (process.env.FAULTS === 'long') {
  test('behind an nginx that compresses, a version that was read can be written', async () => {
    const folder = newState();
    const system = await start(folder);
    const nginx = await startNginx(system.url);
    try {
      const put = (record, headers) =>
        fetch(`${nginx.url}/api/clientes/42`, {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json', 'Accept-Encoding': 'gzip', ...headers },
          body: JSON.stringify(record),
        });
      const first = await put({ nombres: 'Ana' });
      const tag = first.headers.get('etag');
      assert.deepEqual([first.status, first.headers.get('content-encoding')], [200, 'gzip']);
      assert.match(tag, /^W\//, 'nginx weakens the tag, or this test shows nothing');
      const second = await put({ nombres: 'Eva' }, { 'If-Match': tag });
      assert.equal(second.status, 200);
      assert.equal((await put({ nombres: 'Ada' }, { 'If-Match': tag })).status, 412);
      const client = createClient({ baseUrl: nginx.url });
      const third = await client.updateClientePublico(42, { nombres: 'Ida' }, { ifMatch: second.headers.get('etag') });
      assert.deepEqual([third.status, third.body.cliente.nombres], [200, 'Ida']);
      const head = await fetch(`${nginx.url}/salud`, { method: 'HEAD' });
      assert.equal(head.status, 200);
      console.log(`faults: behind nginx with gzip: tag ${tag}, saved with it`);
    } finally {
      await nginx.stop();
      await system.kill();
      removeState(folder);
    }
  });
}
