// Builds and runs the native benchmark, tests/bench/native.

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { write } from './records.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = new URL('../../target/bench/', import.meta.url);

/** The program, built on first use. */
export function program() {
  const manifest = ['--manifest-path', 'tests/bench/native/Cargo.toml', '--target-dir', 'target/bench/native'];
  const { status } = spawnSync('cargo', ['build', '--quiet', '--release', '--locked', ...manifest], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the native benchmark does not compile');
  return fileURLToPath(new URL('native/release/ficha-bench', folder));
}

/** Runs the program; returns what it prints. */
export function native(...args) {
  const { status, stdout } = spawnSync(program(), args.map(String), {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`ficha-bench ${args.join(' ')} failed`);
  return stdout.trim();
}

/** Calls `use` with files of `count` records, by format. */
export function withFiles(count, use) {
  mkdirSync(folder, { recursive: true });
  const files = {};
  try {
    for (const format of ['json', 'csv']) {
      files[format] = fileURLToPath(new URL(`native.${format}`, folder));
      write(files[format], format === 'csv' ? 'csv' : 'ndjson', count);
    }
    return use(files);
  } finally {
    for (const file of Object.values(files)) rmSync(file, { force: true });
  }
}
