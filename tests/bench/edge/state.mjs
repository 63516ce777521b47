// Folders for the databases of a run, and nothing of them afterwards.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const place = fileURLToPath(new URL('../../../target/bench-state/', import.meta.url));

/** Acts with a new folder and removes it, whatever happens. */
export async function withState(act) {
  mkdirSync(place, { recursive: true });
  const folder = mkdtempSync(place);
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
