// The commands as the hosts get them, run here up to the point where they would deploy.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { worlds } from '../src/conditions.js';
import { embeddedText } from '../src/embed.js';
import { render } from '../src/render.js';
import { HOSTILE } from '../src/rules/commands.js';
import { parseTemplate } from '../src/template.js';
import { text } from './copies.js';

const template = parseTemplate(text);
const EVERYTHING = HOSTILE.join(' ');

/** Renders a command with one value for everything that somebody may type in, and runs it until it would deploy. */
function run(command, value, conditions) {
  const directory = mkdtempSync(join(tmpdir(), 'tandem-command-'));
  const script = render(template.resources[command].Properties.CommandContent, {
    conditions,
    mappings: template.mappings,
    parameter: () => value,
    attribute: (resource, key) => (key === 'CurlCli' ? "curl -H 'a: b' http://example.invalid/\\&x" : value),
    pseudo: () => 'stack-1',
  });
  const here = script
    .replace('/run/tandem.', `${directory}/tandem.`)
    .replace(/^exec bash .*$/m, '');
  const done = spawnSync('bash', [], { input: here, encoding: 'utf8', cwd: directory });
  const files = {};
  const inputs = join(directory, readdirSync(directory)[0]);
  for (const file of ['package', 'settings', 'secrets', 'signal', 'fetch-secrets.py', 'deploy.sh']) {
    files[file] = readFileSync(join(inputs, file), 'utf8');
  }
  assert.deepEqual(readdirSync(join(inputs, 'credentials')), [], 'secrets come later');
  const mode = statSync(inputs).mode & 0o777;
  rmSync(directory, { recursive: true });
  return { done, files, mode };
}

const settingsOf = (files) => pairs(files.settings);
const pairs = (text) => Object.fromEntries(
  text.trimEnd().split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));

for (const command of ['MigrateCommand', 'OrderCommand', 'LogisticsCommand']) {
  test(`${command} hands over every character as it was typed in`, () => {
    for (const conditions of worlds(template.conditions)) {
      const { done, files, mode } = run(command, EVERYTHING, conditions);
      assert.equal(done.status, 0, done.stderr);
      assert.equal(done.stdout + done.stderr, '', 'nothing was run that was typed in');
      assert.equal(mode, 0o700, 'nobody else looks in');
      assert.equal(settingsOf(files).MYSQL_HOST, EVERYTHING);
      assert.ok(files.package.startsWith(`PACKAGE_URL=${EVERYTHING}/`));
      assert.equal(files['deploy.sh'], embeddedText('deploy.sh'));
      assert.equal(files['fetch-secrets.py'], embeddedText('fetch-secrets.py'));
    }
  });
}

test('each service gets its own account, its own secrets and everything that it requires', () => {
  const [conditions] = worlds(template.conditions);
  const order = run('OrderCommand', 'v', conditions).files;
  const logistics = run('LogisticsCommand', 'v', conditions).files;
  const required = ['MYSQL_HOST', 'MYSQL_PORT', 'MYSQL_DB', 'MYSQL_USER', 'MYSQL_SSL_MODE', 'APP_DEMO_ROCKETMQ_ENDPOINT',
    'APP_DEMO_ROCKETMQ_USERNAME', 'APP_DEMO_USERNAME', 'QUARKUS_HTTP_HOST', 'QUARKUS_HTTP_PORT'];
  for (const files of [order, logistics]) {
    required.forEach((name) => assert.ok(settingsOf(files)[name], `${name} is set`));
    assert.equal(pairs(files.secrets).APP_DEMO_PASSWORD, 'tandem-stack-1-app-demo');
    assert.equal(pairs(files.secrets).APP_DEMO_ROCKETMQ_PASSWORD, 'tandem-stack-1-rocketmq');
  }
  assert.equal(settingsOf(order).MYSQL_USER, 'tandem_order');
  assert.equal(pairs(order.secrets).MYSQL_PASSWORD, 'tandem-stack-1-mysql-order');
  assert.equal(settingsOf(order).LOGISTICS_URL, 'http://v:80');
  assert.equal(settingsOf(logistics).MYSQL_USER, 'tandem_logistics');
  assert.equal(pairs(logistics.secrets).MYSQL_PASSWORD, 'tandem-stack-1-mysql-logistics');
});

test('the migration grants to the accounts that the services use', () => {
  const [conditions] = worlds(template.conditions);
  const settings = settingsOf(run('MigrateCommand', 'v', conditions).files);
  assert.equal(settings.MYSQL_ORDER_USER, 'tandem_order');
  assert.equal(settings.MYSQL_LOGISTICS_USER, 'tandem_logistics');
});

test('only behind a load balancer does the management port listen outside, and are forwarded addresses trusted', () => {
  for (const conditions of worlds(template.conditions)) {
    const settings = settingsOf(run('OrderCommand', 'v', conditions).files);
    assert.equal(settings.QUARKUS_MANAGEMENT_HOST, conditions.OrderBalanced ? '0.0.0.0' : '127.0.0.1');
    assert.equal('QUARKUS_HTTP_PROXY_TRUSTED_PROXIES' in settings, conditions.OrderBalanced);
  }
});

test('a host may read the secrets that its commands name, and no others', () => {
  const [conditions] = worlds(template.conditions);
  const named = (command) => Object.entries(pairs(run(command, 'v', conditions).files.secrets))
    .filter(([name]) => name !== 'REGION').map(([, secret]) => secret.replace('stack-1', '${ALIYUN::StackId}'));
  const allowed = (role) => template.resources[role].Properties.Policies[0].PolicyDocument.Statement[0].Resource
    .map((each) => each['Fn::Sub'].split(':secretparameter/')[1]);
  assert.deepEqual(allowed('OrderRole').sort(), named('OrderCommand').sort());
  assert.deepEqual(allowed('LogisticsRole').sort(), [...new Set([...named('MigrateCommand'), ...named('LogisticsCommand')])].sort());
});
