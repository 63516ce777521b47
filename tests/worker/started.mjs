// Starts the system as `npm start` does.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A port that nobody listens on. */
export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(String(port)));
    });
  });

/** Starts the system, with options of the task, and waits for its last line; returns its output and a function that stops it. */
export async function start(PORT, FICHA_STATE, options = []) {
  const child = spawn('cargo', ['xtask', 'start', ...options], {
    cwd: root,
    env: { ...process.env, PORT, FICHA_STATE },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const said = await new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk) => {
      text += chunk;
      if (text.includes('Ctrl-C')) resolve(text);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${text}`)));
  });
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { said, stop };
}
