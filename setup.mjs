// Sets up what a task needs, then runs its commands one after the other; `package.json` has the tasks. Runs on Node 20
// without dependencies.
//
//   node setup.mjs [need …] then <command> [then <command> …] [arguments for the last command]
//
// Tools go to a cache of their own, by version, so no other project's tools are touched.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_VERSION = '22.23.3';
const OLDEST_NODE = [22, 12];
const CARGO_MUTANTS_VERSION = '27.1.0';
const CARGO_FUZZ_VERSION = '0.13.2';
const CARGO_DENY_VERSION = '0.20.2';
const SCHEMATHESIS_VERSION = '4.32.5';

const root = dirname(fileURLToPath(import.meta.url));
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ficha');
/** Where the tools are compiled. */
const builtTools = join(cache, 'tools');
const env = {
  ...process.env,
  // Offline, these would make wrangler wait for answers that never come.
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
};

/** Ends with what to do about it. */
function fail(what, remedy) {
  console.error(`\n✗ ${what}\n  ${remedy}\n`);
  process.exit(1);
}

/** Runs a program and returns its output, or null if it failed. */
function read(program, args) {
  const { status, stdout } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** Runs a program in view and tells how long it took. */
function run(what, program, args, remedy, options = {}) {
  console.log(`▸ ${what}`);
  const begin = Date.now();
  const { status } = spawnSync(program, args, { cwd: root, env, stdio: 'inherit', ...options });
  if (status !== 0) fail(`${what}: failed`, remedy);
  console.log(`  ${((Date.now() - begin) / 1000).toFixed(1)} s`);
}

const sleep = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

/** True if the task that made a lock is still there. */
function isHeld(lock) {
  try {
    const holder = readFileSync(join(lock, 'pid'), 'utf8');
    process.kill(Number(holder), 0);
    return true;
  } catch (error) {
    if (error.code === 'EPERM') return true;
    if (error.code === 'ESRCH') return false;
    // It has not written its number yet, or it is over by now.
    return existsSync(lock) && Date.now() - statSync(lock, { throwIfNoEntry: false })?.mtimeMs < 5_000;
  }
}

/** Acts while no other task does so in this folder: two that install at once would delete each other's files. */
function alone(folder, act) {
  const lock = join(folder, '.ficha-lock');
  for (let isSaid = false; ; sleep(200)) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isHeld(lock)) {
        rmSync(lock, { recursive: true, force: true });
      } else if (!isSaid) {
        console.log('▸ another task installs here; this one goes on after it');
        isSaid = true;
      }
    }
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  writeFileSync(join(lock, 'pid'), String(process.pid));
  act();
  process.off('exit', release);
  release();
}

/** The pinned compiler, for the tools as well, which are built outside this folder. */
const channel = /channel = "(.+)"/.exec(readFileSync(join(root, 'rust-toolchain.toml'), 'utf8'))[1];
env.RUSTUP_TOOLCHAIN = channel;

function rust() {
  if (!read('rustup', ['--version'])) fail('rustup is missing', 'Install it (https://rustup.rs), then run this again.');
  if (!read('rustup', ['toolchain', 'list'])?.includes(`${channel}-`)) {
    run(
      `Rust ${channel}`,
      'rustup',
      ['toolchain', 'install', channel, '--profile', 'minimal', '--component', 'clippy,rustfmt'],
      `Run 'rustup toolchain install ${channel}' where the network allows it.`,
    );
  }
  if (!read('rustup', ['target', 'list', '--installed'])?.includes('wasm32-unknown-unknown')) {
    run(
      'Rust target wasm32-unknown-unknown',
      'rustup',
      ['target', 'add', 'wasm32-unknown-unknown'],
      "Run 'rustup target add wasm32-unknown-unknown' where the network allows it.",
    );
  }
}

/** True if this task compiled a tool. */
let hasBuiltTools = false;

/** A program from the Rust registry, at an exact version, in the cache. */
function cargoTool(crate, version, program) {
  const home = join(cache, `${crate}-${version}`);
  const path = join(home, 'bin', program);
  if (existsSync(path)) return path;
  alone(cache, () => {
    if (existsSync(path)) return;
    hasBuiltTools = true;
    // A debug build takes a third of the time; what two tools have in common is built once.
    run(
      `${crate} ${version} (once, a minute or two)`,
      'cargo',
      ['install', '--locked', '--debug', '--root', home, crate, '--version', version],
      'Read its message. A missing linker is the usual cause: install a C compiler (gcc, clang, the tools of Xcode).',
      { env: { ...env, CARGO_TARGET_DIR: builtTools }, cwd: cache },
    );
  });
  return path;
}

/** A program from the Python registry, at an exact version, in the cache. */
function pythonTool(name, version, program) {
  const home = join(cache, `${name}-${version}`);
  const path = join(home, 'bin', program);
  if (existsSync(path)) return path;
  alone(cache, () => {
    if (existsSync(path)) return;
    const remedy = 'It needs python3 with the module venv (on Debian: apt-get install python3-venv).';
    run(`${name} ${version} (once)`, 'python3', ['-m', 'venv', home], remedy);
    run('  its packages', join(home, 'bin', 'pip'), ['install', '--quiet', `${name}==${version}`], remedy);
  });
  return path;
}

/** Node for wrangler: the one that runs this, or a newer one from the npm registry. */
function node() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  const platform = `node-${process.platform}-${process.arch}`;
  const home = join(cache, `node-${NODE_VERSION}`);
  const bin = join(home, 'node_modules', platform, 'bin');
  const install = () => {
    if (existsSync(join(bin, 'node'))) return;
    mkdirSync(home, { recursive: true });
    run(
      `Node ${NODE_VERSION} (once; wrangler needs ${OLDEST_NODE.join('.')})`,
      'npm',
      ['install', '--prefix', home, '--no-save', '--ignore-scripts', '--loglevel=error', `${platform}@${NODE_VERSION}`],
      `Install Node ${OLDEST_NODE.join('.')} or newer and run this again.`,
      { cwd: home },
    );
  };
  if (!existsSync(join(bin, 'node'))) alone(cache, install);
  env.PATH = bin + delimiter + env.PATH;
}

/** `npm ci`, when the lock file is not the one installed last. */
function packages(folder, what) {
  const lock = readFileSync(join(root, folder, 'package-lock.json'));
  const stamp = join(root, folder, 'node_modules', '.installed');
  const digest = createHash('sha256').update(lock).digest('hex');
  const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  if (isInstalled()) return;
  alone(join(root, folder), () => {
    if (isInstalled()) return;
    run(
      `npm packages of ${what}`,
      'npm',
      ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      `Run 'npm ci --ignore-scripts' in ${folder} and look at its message.`,
      { cwd: join(root, folder) },
    );
    writeFileSync(stamp, digest);
  });
}

/** A real browser for the tests, from wherever one can be had. */
function chromium() {
  const known = [
    process.env.CHROMIUM,
    ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map((name) =>
      read('which', [name]),
    ),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ];
  const found = known.find((path) => path && existsSync(path));
  if (found) return found;
  if (process.platform === 'linux' && process.getuid() === 0 && read('which', ['apt-get'])) {
    const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
    const remedy = 'Install Chromium or Chrome, or name one in CHROMIUM, and run this again.';
    run('Debian package lists', 'apt-get', ['update', '-qq'], remedy, quiet);
    run(
      'Chromium from Debian (once)',
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
      remedy,
      { ...quiet, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    return read('which', ['chromium']);
  }
  const path = join(root, 'tests', 'node_modules', 'playwright-core', 'cli.js');
  spawnSync('node', [path, 'install', 'chromium'], { cwd: root, env, stdio: 'inherit' });
  const script = `console.log(require(${JSON.stringify(dirname(path))}).chromium.executablePath())`;
  const installed = read('node', ['-e', script]);
  return installed && existsSync(installed) ? installed : '';
}

/** A program of the system that is only looked for. */
function installed(program, name = program) {
  if (!read('which', [program])) fail(`${program} is missing`, `Install it (on Debian: apt-get install ${name}).`);
}

/** What a task may need beside Rust, Node and the packages of the system. */
const NEEDS = {
  tests: () => packages('tests', 'the tests'),
  bench() {
    packages(join('tests', 'bench'), 'the benchmarks');
    packages(join('tests', 'bench', 'peer-hono'), 'the peer of the edge');
  },
  chromium() {
    env.CHROMIUM = chromium();
  },
  faults() {
    env.SCHEMATHESIS = pythonTool('schemathesis', SCHEMATHESIS_VERSION, 'st');
    for (const program of ['strace', 'nginx']) installed(program);
    env.FAULTS = 'long';
  },
  office: () => installed('soffice', '--no-install-recommends libreoffice-calc'),
  fuzz() {
    if (!read('rustup', ['run', 'nightly', 'rustc', '--version'])) {
      fail('fuzzing needs a nightly compiler', "Run 'rustup toolchain install nightly' and this again.");
    }
    env.CARGO_FUZZ = cargoTool('cargo-fuzz', CARGO_FUZZ_VERSION, 'cargo-fuzz');
  },
  mutants() {
    // Cargo finds a program of this name by itself.
    env.PATH = dirname(cargoTool('cargo-mutants', CARGO_MUTANTS_VERSION, 'cargo-mutants')) + delimiter + env.PATH;
  },
  deny() {
    env.CARGO_DENY = cargoTool('cargo-deny', CARGO_DENY_VERSION, 'cargo-deny');
  },
};

/** The parts of a list between the words `then`. */
function parts(words) {
  const found = [[]];
  for (const word of words) {
    if (word === 'then') found.push([]);
    else found.at(-1).push(word);
  }
  return found;
}

/** Compiles the tasks while the packages are installed; `done` waits for it. */
function tasks() {
  const programs = ['xtask', 'operador'].map((name) => join(root, 'target', 'debug', name));
  if (programs.every((path) => existsSync(path))) return { done: async () => {} };
  console.log('▸ tasks (once, about a minute), beside the packages');
  const begin = Date.now();
  // Its progress would run into that of npm.
  const cargo = spawn('cargo', ['build', '--quiet', '--package=xtask', '--package=ficha-operator'], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = once(cargo, 'exit');
  process.once('exit', () => cargo.kill());
  return {
    async done() {
      const [status] = await ended;
      if (status !== 0) {
        fail(
          'tasks: failed',
          'Read its message. A missing linker is the usual cause: install a C compiler (gcc, clang).',
        );
      }
      console.log(`▸ tasks: compiled, ${((Date.now() - begin) / 1000).toFixed(1)} s`);
    },
  };
}

const [needs, ...commands] = parts(process.argv.slice(2));
const unknown = needs.find((need) => !Object.hasOwn(NEEDS, need));
if (unknown || commands.length === 0) fail('this is called by the scripts of package.json', 'npm run lists them.');
mkdirSync(cache, { recursive: true });
rust();
const compiling = tasks();
node();
packages('.', 'the system');
for (const need of needs) NEEDS[need]();
if (hasBuiltTools) alone(cache, () => rmSync(builtTools, { recursive: true, force: true }));
await compiling.done();

function runNext() {
  const [program, ...args] = commands.shift();
  const child = spawn(program, args, { cwd: root, env, stdio: 'inherit' });
  const forward = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  child.on('exit', (code, signal) => {
    for (const signal of signals) process.off(signal, forward);
    if (code !== 0 || commands.length === 0) process.exit(signal ? 1 : code);
    runNext();
  });
}
runNext();
