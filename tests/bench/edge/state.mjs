// Makes folders for the databases of a run, and removes them afterwards.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const place = fileURLToPath(new URL('../../../target/bench-state/', import.meta.url));

/** Calls `act` with a new folder; removes the folder even if `act` throws. */
export async function withState(act) {
  mkdirSync(place, { recursive: true });
  const folder = mkdtempSync(place);
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
