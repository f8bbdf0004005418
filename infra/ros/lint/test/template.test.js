// The template as it is: without a fault, and with the very script that the rehearsal runs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { SCRIPTS, compact, embed, embeddedText } from '../src/embed.js';
import { resourceTypes } from '../src/schema/types.js';
import { UnreadableTemplate, parseTemplate } from '../src/template.js';
import { TEMPLATE, findings, text } from './copies.js';

const template = parseTemplate(text);

test('the template has no fault', () => {
  assert.deepEqual(findings(text), []);
});

test('the template carries the scripts that the rehearsal runs, line by line', () => {
  for (const [entry, file] of Object.entries(SCRIPTS)) {
    assert.equal(template.mappings.Scripts[entry].Text, embeddedText(file), `${file}: run \`npm run embed\``);
  }
  assert.deepEqual(Object.keys(template.mappings.Scripts), Object.keys(SCRIPTS));
});

test('a script loses its comments and empty lines, and nothing else', () => {
  assert.equal(compact("#!/bin/bash\n# why\n\nif a; then\n  # why\n  b '#'\nfi\n"), "#!/bin/bash\nif a; then\n  b '#'\nfi\n");
});

test('embedding replaces one script and nothing else', () => {
  const copy = parseTemplate(embed(text, 'FetchSecrets', '#!/bin/bash\n\necho new\n'));
  assert.equal(copy.mappings.Scripts.FetchSecrets.Text, '#!/bin/bash\n\necho new\n');
  assert.equal(copy.mappings.Scripts.Deploy.Text, template.mappings.Scripts.Deploy.Text);
  assert.deepEqual(copy.resources, template.resources);
  assert.equal(embed(text, 'Deploy', embeddedText('deploy.sh')), text);
});

test('the types of the packages are read with their keys, rules and attributes', () => {
  const types = resourceTypes();
  const group = types['ALIYUN::ROCKETMQ5::ConsumerGroup'];
  assert.equal(group.fields.ConsumerGroupId.required, true);
  assert.deepEqual(group.fields.ConsumerGroupId.length, { min: 1, max: 60 });
  assert.deepEqual(group.fields.DeliveryOrderType.allowed, ['Orderly', 'Concurrently']);
  assert.equal(group.fields.ConsumeRetryPolicy.fields.RetryPolicy.required, true);
  assert.ok(types['ALIYUN::ECS::InstanceGroup'].attributes.includes('PublicIps'));
  assert.equal(types['ALIYUN::ECS::SecurityGroup'].fields.SecurityGroupIngress.items.fields.PortRange.required, true);
});

test('a key that is there twice makes the template unreadable', () => {
  assert.throws(() => parseTemplate('Resources:\n  A: 1\n  A: 2\n'), UnreadableTemplate);
});

test('the command line ends with 1 and names file, line and rule when something is wrong', () => {
  const main = new URL('../src/main.js', import.meta.url).pathname;
  const good = spawnSync('node', [main, TEMPLATE], { encoding: 'utf8' });
  assert.equal(good.status, 0, good.stdout + good.stderr);
  assert.match(good.stdout, /62 resources, 15 rules, 0 faults/);
  const missing = spawnSync('node', [main, '/nowhere.yml'], { encoding: 'utf8' });
  assert.equal(missing.status, 1);
  assert.match(missing.stderr, /lint-ros: .*nowhere/);
});
