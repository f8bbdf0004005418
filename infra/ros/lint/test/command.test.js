// The commands as the hosts get them, run here up to the point where they would deploy.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { worlds } from '../src/conditions.js';
import { render } from '../src/render.js';
import { HOSTILE } from '../src/rules/commands.js';
import { parseTemplate } from '../src/template.js';
import { DEPLOY, text } from './copies.js';

const template = parseTemplate(text);
const EVERYTHING = HOSTILE.join(' ');

/** Renders a command with one value for everything that somebody may type in, fills in secrets as Cloud Assistant does, and runs it. */
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
    .replaceAll(/\{\{oos-secret:([^}]*)\}\}/g, (whole, name) => `${name} ${value}`)
    .replace('/run/tandem.', `${directory}/tandem.`)
    .replace(/^exec bash .*$/m, '');
  const done = spawnSync('bash', [], { input: here, encoding: 'utf8', cwd: directory });
  const files = {};
  const inputs = join(directory, readdirSync(directory)[0]);
  for (const file of ['package', 'settings', 'signal', 'deploy.sh']) {
    files[file] = readFileSync(join(inputs, file), 'utf8');
  }
  for (const file of readdirSync(join(inputs, 'credentials'))) {
    files[file] = readFileSync(join(inputs, 'credentials', file), 'utf8');
  }
  const mode = statSync(inputs).mode & 0o777;
  rmSync(directory, { recursive: true });
  return { done, files, mode };
}

const settingsOf = (files) => Object.fromEntries(
  files.settings.trimEnd().split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));

for (const command of ['MigrateCommand', 'OrderCommand', 'LogisticsCommand']) {
  test(`${command} hands over every character as it was typed in`, () => {
    for (const conditions of worlds(template.conditions)) {
      const { done, files, mode } = run(command, EVERYTHING, conditions);
      assert.equal(done.status, 0, done.stderr);
      assert.equal(done.stdout + done.stderr, '', 'nothing was run that was typed in');
      assert.equal(mode, 0o700, 'nobody else looks in');
      assert.equal(settingsOf(files).MYSQL_HOST, EVERYTHING);
      assert.ok(files.package.startsWith(`PACKAGE_URL=${EVERYTHING}/`));
      assert.ok(files.MYSQL_PASSWORD.endsWith(` ${EVERYTHING}\n`));
      assert.equal(files['deploy.sh'], readFileSync(DEPLOY, 'utf8'));
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
    assert.ok(files.APP_DEMO_PASSWORD && files.APP_DEMO_ROCKETMQ_PASSWORD);
  }
  assert.equal(settingsOf(order).MYSQL_USER, 'tandem_order');
  assert.equal(order.MYSQL_PASSWORD, 'tandem-stack-1-mysql-order v\n');
  assert.equal(settingsOf(order).LOGISTICS_URL, 'http://v:80');
  assert.equal(settingsOf(logistics).MYSQL_USER, 'tandem_logistics');
  assert.equal(logistics.MYSQL_PASSWORD, 'tandem-stack-1-mysql-logistics v\n');
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
