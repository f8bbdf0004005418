// fetch-secrets.py against a metadata service and a parameter store that check what the real ones check: the token, the
// role's key, the signature.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { HOSTILE } from '../src/rules/commands.js';

const SCRIPT = new URL('../../scripts/fetch-secrets.py', import.meta.url).pathname;
const VALUE = HOSTILE.join('');
const KEY = { AccessKeyId: 'STS.id', AccessKeySecret: 'a+secret/key', SecurityToken: 'to+ken/=~ ' };

let home;
let server;
let asked;
let refusals;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'tandem-secrets-'));
  mkdirSync(join(home, 'credentials'));
  asked = [];
  refusals = 0;
  server = createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  rmSync(home, { recursive: true });
  await new Promise((resolve) => server.close(resolve));
});

async function answer(request, response) {
  let body = '';
  for await (const part of request) {
    body += part;
  }
  if (request.method === 'PUT' && request.url === '/latest/api/token' && request.headers['x-aliyun-ecs-metadata-token-ttl-seconds']) {
    response.end('metadata-token');
  } else if (request.url.startsWith('/latest/meta-data/') && request.headers['x-aliyun-ecs-metadata-token'] !== 'metadata-token') {
    response.writeHead(403).end();
  } else if (request.url === '/latest/meta-data/ram/security-credentials/') {
    response.end('tandem-order');
  } else if (request.url === '/latest/meta-data/ram/security-credentials/tandem-order') {
    response.end(JSON.stringify({ ...KEY, Code: 'Success' }));
  } else {
    parameter(body, response);
  }
}

function parameter(body, response) {
  const values = Object.fromEntries(new URLSearchParams(body));
  asked.push(values);
  const refuse = (code, message) => response.writeHead(403).end(JSON.stringify({ Code: code, Message: message }));
  if (values.Signature !== signature(values)) {
    refuse('SignatureDoesNotMatch', 'no');
  } else if (refusals-- > 0) {
    refuse('NoPermission', 'not yet');
  } else if (values.Name !== 'tandem-1-mysql') {
    refuse('EntityNotExists.Parameter', 'The Parameter does not exist');
  } else {
    response.end(JSON.stringify({ Parameter: { Name: values.Name, Value: VALUE } }));
  }
}

/** As the reference of RPC signatures has it, made anew here: RFC 3986, sorted, HMAC-SHA1 with the key and an ampersand. */
function signature({ Signature: ignored, ...values }) {
  const quote = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = Object.keys(values).sort().map((key) => `${quote(key)}=${quote(values[key])}`).join('&');
  return createHmac('sha1', `${KEY.AccessKeySecret}&`).update(`POST&${quote('/')}&${quote(query)}`).digest('base64');
}

function fetchSecrets(lines, tries = 1) {
  writeFileSync(join(home, 'secrets'), `REGION=cn-hangzhou\n${lines}`);
  const address = `http://127.0.0.1:${server.address().port}`;
  const env = { ...process.env, TANDEM_METADATA: address, TANDEM_PARAMETERS: address, TANDEM_TRIES: String(tries) };
  return new Promise((resolve) =>
    execFile('python3', [SCRIPT, home], { env }, (error, stdout, stderr) => resolve({ status: error?.code ?? 0, stdout, stderr })));
}

test('a secret comes with the rights of the role, as it stands, into a file for root alone', async () => {
  const { status, stdout, stderr } = await fetchSecrets('MYSQL_PASSWORD=tandem-1-mysql\n');
  assert.equal(status, 0, stderr);
  const file = join(home, 'credentials', 'MYSQL_PASSWORD');
  assert.equal(readFileSync(file, 'utf8'), VALUE);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(stdout + stderr, '');
  assert.deepEqual(
    [asked[0].Action, asked[0].Version, asked[0].RegionId, asked[0].WithDecryption, asked[0].SecurityToken],
    ['GetSecretParameter', '2019-06-01', 'cn-hangzhou', 'true', KEY.SecurityToken]);
});

test('a role that is not known everywhere yet is waited for', async () => {
  refusals = 1;
  const { status, stderr } = await fetchSecrets('MYSQL_PASSWORD=tandem-1-mysql\n', 2);
  assert.equal(status, 0, stderr);
  assert.equal(asked.length, 2);
});

test('a secret that may not be read ends it, with the reason and without a key', async () => {
  const { status, stderr } = await fetchSecrets('APP_DEMO_PASSWORD=tandem-1-other\n');
  assert.equal(status, 1);
  assert.match(stderr, /the secret of APP_DEMO_PASSWORD cannot be read: 403 EntityNotExists\.Parameter: The Parameter does not exist/);
  assert.ok(!stderr.includes(KEY.AccessKeySecret) && !stderr.includes(KEY.SecurityToken));
  assert.deepEqual(readdirSync(join(home, 'credentials')), []);
});
