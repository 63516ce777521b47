// Measures how long a Worker takes to start.

import { readFileSync } from 'node:fs';
import { cpuOf } from './cpu.mjs';
import { expectAnswer } from './load.mjs';
import { withState } from './state.mjs';
import { COMPATIBILITY_DATE, startSystem } from './system.mjs';

const LOADING = readFileSync(new URL('loading.js', import.meta.url), 'utf8');
const ENV = { LOADER: { type: 'worker-loader' }, DATE: { type: 'text', value: COMPATIBILITY_DATE } };

/**
 * Returns how many more seconds, and seconds of CPU time, the request that starts a Worker's isolate takes than the
 * next request. Each call uses a new process, because V8 remembers the WebAssembly that it has compiled.
 */
export const started = (worker, asked) =>
  withState(async (folder) => {
    const system = await startSystem(loaderOf(worker), folder, ENV);
    try {
      // Starts another Worker first: the first isolate of a process has extra costs, which are not the Worker's.
      await timed(system, { ...asked, path: `${asked.path}&other` });
      const [first, second] = [await timed(system, asked), await timed(system, asked)];
      return { seconds: first.seconds - second.seconds, cpu: first.cpu - second.cpu };
    } finally {
      await system.stop();
    }
  });

async function timed({ pid, url }, asked) {
  const [begin, cpu] = [performance.now(), cpuOf(pid)];
  await expectAnswer(url, asked);
  return { seconds: (performance.now() - begin) / 1000, cpu: cpuOf(pid) - cpu };
}

/** A Worker that starts another Worker, which it holds as data. */
function loaderOf({ main, modules }) {
  const files = Object.entries(modules).map(([path, { type, contents }], n) => ({
    path,
    type,
    contents,
    name: `_${n}`,
  }));
  const imports = files.map(({ name }) => `import ${name} from './${name}';`).join('\n');
  const members = files.map(({ path, type, name }) => `'${path}': ${type === 'wasm' ? `{ wasm: ${name} }` : name}`);
  const loaded = `${imports}\nexport const mainModule = '${main}';\nexport const modules = { ${members} };\n`;
  return {
    main: 'loading.js',
    modules: {
      'loading.js': { type: 'esm', contents: LOADING },
      'loaded.js': { type: 'esm', contents: loaded },
      ...Object.fromEntries(
        files.map(({ name, type, contents }) => [name, { type: type === 'wasm' ? 'data' : 'text', contents }]),
      ),
    },
  };
}
