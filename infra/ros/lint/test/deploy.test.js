// deploy.sh as a host runs it, with a package whose installer writes down what it was given.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { HOSTILE } from '../src/rules/commands.js';
import { DEPLOY } from './copies.js';

const PASSWORD = `${HOSTILE.join('')}end`;
const GOOD_INSTALLER = `#!/bin/bash
set -eu
while (($# > 0)); do
  case "$1" in
    --config) cp "$2" "$RECORD/settings" ;;
    --credentials) cp -r "$2" "$RECORD/credentials" ;;
    --wait) printf '%s' "$2" >"$RECORD/wait" ;;
  esac
  shift 2
done
echo ready
`;

let home;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tandem-deploy-test-'));
  mkdirSync(join(home, 'record'));
});
afterEach(() => rmSync(home, { recursive: true }));

function pack(installer, name = 'order-native-1.2.3-linux-x86_64') {
  const folder = join(home, 'order-native-1.2.3');
  mkdirSync(folder);
  writeFileSync(join(folder, 'install.sh'), installer);
  chmodSync(join(folder, 'install.sh'), 0o755);
  const file = join(home, `${name}.tar.gz`);
  assert.equal(spawnSync('tar', ['-czf', file, '-C', home, 'order-native-1.2.3']).status, 0);
  return { file, sum: createHash('sha256').update(readFileSync(file)).digest('hex') };
}

function deploy({ url, sum, secrets = { MYSQL_PASSWORD: PASSWORD }, more = '' }) {
  const inputs = join(home, 'inputs');
  mkdirSync(join(inputs, 'credentials'), { recursive: true });
  writeFileSync(join(inputs, 'package'), `PACKAGE_URL=${url}\nPACKAGE_SHA256=${sum}\n${more}`);
  writeFileSync(join(inputs, 'settings'), 'MYSQL_HOST=db\nLOGISTICS_URL=http://10.0.0.1:80\n');
  for (const [name, value] of Object.entries(secrets)) {
    writeFileSync(join(inputs, 'credentials', name), value);
  }
  writeFileSync(join(inputs, 'signal'), `cat >>'${home}/signals'; echo >>'${home}/signals'\n`);
  const done = spawnSync('bash', [DEPLOY, inputs], { encoding: 'utf8', env: { ...process.env, RECORD: join(home, 'record') } });
  const signals = existsSync(join(home, 'signals'))
    ? readFileSync(join(home, 'signals'), 'utf8').trim().split('\n').map((line) => JSON.parse(line)) : [];
  return { done, signals, left: existsSync(inputs) };
}

const recorded = (name) => readFileSync(join(home, 'record', name), 'utf8');

test('a package that becomes ready is signalled as a success, and nothing is left of the secrets', () => {
  const { file, sum } = pack(GOOD_INSTALLER);
  const { done, signals, left } = deploy({ url: `file://${file}`, sum, more: 'READY_SECONDS=42\n' });
  assert.equal(done.status, 0, done.stderr);
  assert.deepEqual(signals.map((each) => each.status), ['SUCCESS']);
  assert.match(signals[0].id, /order-native-1\.2\.3/);
  assert.equal(recorded('settings'), 'MYSQL_HOST=db\nLOGISTICS_URL=http://10.0.0.1:80\n');
  assert.equal(recorded('credentials/MYSQL_PASSWORD'), PASSWORD);
  assert.equal(recorded('wait'), '42');
  assert.equal(left, false);
  assert.ok(!(done.stdout + done.stderr).includes('end'), 'no secret is printed');
});

test('an installer that fails is signalled with its last words, whatever characters are in them', () => {
  const { file, sum } = pack(`#!/bin/bash\nprintf 'not ready: "MySQL" 连接 \\\\ failed\\n\\001' >&2\nexit 7\n`);
  const { done, signals, left } = deploy({ url: `file://${file}`, sum });
  assert.notEqual(done.status, 0);
  assert.deepEqual(signals.map((each) => each.status), ['FAILURE']);
  assert.match(signals[0].reason, /install\.sh ended with 7: not ready: "MySQL" 连接 \\ failed/);
  assert.equal(left, false);
});

test('a package with another checksum is not unpacked', () => {
  const { file } = pack(GOOD_INSTALLER);
  const { done, signals } = deploy({ url: `file://${file}`, sum: 'a'.repeat(64) });
  assert.notEqual(done.status, 0);
  assert.match(signals[0].reason, /SHA-256/);
  assert.equal(existsSync(join(home, 'record', 'settings')), false);
});

test('a package that is not there is a failure that says so', () => {
  const { signals } = deploy({ url: `file://${home}/none.tar.gz`, sum: 'a'.repeat(64) });
  assert.match(signals[0].reason, /could not be fetched/);
});

test('plain HTTP is refused', () => {
  const { signals } = deploy({ url: 'http://127.0.0.1:9/x.tar.gz', sum: 'a'.repeat(64) });
  assert.match(signals[0].reason, /could not be fetched/);
});

test('an empty secret stops the deployment before anything is installed', () => {
  const { file, sum } = pack(GOOD_INSTALLER);
  const { signals } = deploy({ url: `file://${file}`, sum, secrets: { MYSQL_PASSWORD: '' } });
  assert.match(signals[0].reason, /MYSQL_PASSWORD is empty/);
  assert.equal(existsSync(join(home, 'record', 'settings')), false);
});

test('what is wrong with its own inputs is said', () => {
  const { signals } = deploy({ url: 'https://example.com/folder/', sum: 'a'.repeat(64) });
  assert.match(signals[0].reason, /PACKAGE_URL/);
  rmSync(join(home, 'signals'));
  assert.match(deploy({ url: 'https://example.com/a.tar.gz', sum: 'short' }).signals[0].reason, /PACKAGE_SHA256/);
});
