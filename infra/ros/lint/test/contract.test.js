// infra/ros/contract.yml against what the installer and the programs have: no name stands in two places unproven.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { contract, pairsIn } from '../src/contract.js';

const ROOT = new URL('../../../../', import.meta.url).pathname;
const read = (...path) => readFileSync(join(ROOT, ...path), 'utf8');
const lines = (text) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const systemd = (...path) => read('infra', 'systemd', ...path);

/** Every file of a kind below a folder, as one text; the sources may move between modules. */
function all(folder, pattern) {
  const found = readdirSync(join(ROOT, folder), { recursive: true }).filter((file) => pattern.test(file) && !/(^|\/)(target|test)\//.test(file));
  assert.notEqual(found.length, 0, `${folder} has no ${pattern}`);
  return found.map((file) => read(folder, file)).join('\n');
}

const library = all('src-shared', /microprofile-config\.properties$/);
const migrate = all('infra/migrate/src/main', /\.(java|properties|sql)$/);
const services = `${library}\n${all('order-native/src/main', /\.(java|properties)$/)}\n${all('logistics-native/src/main', /\.(java|properties)$/)}\n${all('src-shared', /\.java$/)}`;

for (const [program, agreed] of Object.entries(contract.programs)) {
  test(`the unit of ${program} takes over the contract's secrets, and no others`, () => {
    const unit = systemd(`${program}.service`);
    const loaded = [...unit.matchAll(/^LoadCredential=(\w+):\/etc\/tandem\/%N\/credentials\/\1$/gm)].map((match) => match[1]);
    assert.deepEqual(loaded.sort(), Object.keys(agreed.secrets).sort());
  });

  test(`what ${program} is told is asked for by its program`, () => {
    const asks = program === 'tandem-migrate' ? migrate : services;
    for (const name of [...agreed.settings, ...Object.keys(agreed.secrets)].filter((each) => !each.startsWith('QUARKUS_'))) {
      // TANDEM_FEATURE_NAME stands in FeatureSettings as "FEATURE", "… NAME …".
      const [, feature, own] = /^TANDEM_([A-Z]+)_(\w+)$/.exec(name) ?? [];
      const pattern = feature ? `"${feature}",\\s*"[A-Z_ ]*\\b${own}\\b` : `(?<![A-Z_])${name}(?![A-Z_])`;
      assert.match(asks, new RegExp(pattern), `${program} never asks for ${name}`);
    }
  });

  test(`the example of ${program} has the contract's settings`, () => {
    const example = pairsIn(lines(systemd('examples', `${program}.env`)));
    const unknown = Object.keys(example).filter((name) => ![...agreed.settings, ...(agreed.balancedSettings ?? [])].includes(name));
    assert.deepEqual(unknown, []);
    assert.equal(example.MYSQL_DB, contract.database);
  });

  test(`the installer knows ${program}`, () => {
    assert.ok(existsSync(join(ROOT, 'infra/systemd', `${program}.service`)));
    assert.ok(existsSync(join(ROOT, 'infra/systemd/defaults', `${program}.env`)));
  });
}

test('topic, group and database are the defaults of the programs', () => {
  assert.match(services, new RegExp(`\\$\\{ROCKETMQ_ORDER_TOPIC:${contract.topic}\\}`));
  assert.match(services, new RegExp(`\\$\\{ROCKETMQ_LOGISTIC_CONSUMER_GROUP:${contract.group}\\}`));
  assert.match(services, new RegExp(`"MYSQL_DB"\\)\\.orElse\\("${contract.database}"\\)`));
  assert.match(migrate, new RegExp(`"${contract.database}"`));
});

test('a message is parked before the broker gives it up', () => {
  const [, deliveries] = /@WithDefault\("(\d+)"\)\s+int maxDeliveryAttempts\(\)/.exec(services);
  assert.ok(Number(deliveries) <= contract.retries, `parked at delivery ${deliveries}, and the group has ${contract.retries} retries`);
});

test('the services listen where the contract says', () => {
  const order = pairsIn(lines(systemd('defaults', 'order-native.env')));
  assert.equal(order.QUARKUS_HTTP_PORT, String(contract.ports.http));
  assert.equal(order.QUARKUS_MANAGEMENT_PORT, String(contract.ports.management));
});

test('a stop behind a balancer fits into the time that the unit has', () => {
  const [, seconds] = /^TimeoutStopSec=(\d+)$/m.exec(systemd('order-native.service'));
  const drains = 10 + 10 + 10; // requests, then attempts or batches, then pools: the comment beside TimeoutStopSec
  assert.ok(Number(seconds) >= 12 + drains, `${seconds} s are less than the notice of 12 s and what is drained`);
});

test('the migration grants to whom the template names', () => {
  const grants = all('infra/migrate/src/main', /R__grants\.sql$/);
  assert.match(grants, /\$\{order_user\}/);
  assert.match(grants, /\$\{logistics_user\}/);
});

test('the migration may run as long as its command waits', () => {
  const [, seconds] = /^TimeoutStartSec=(\d+)/m.exec(systemd('tandem-migrate.service')) ?? [];
  assert.equal(Number(seconds), contract.programs['tandem-migrate'].readySeconds);
});
