import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs a script in a Node process of its own; returns its output, parsed as JSON. */
export function said(script, ...args) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [fileURLToPath(script), ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${script} ${args.join(' ')}: ${error ?? stderr}`);
  return JSON.parse(stdout);
}
