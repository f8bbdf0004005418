// What the planner says of an update, one rule of the service at a time.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { plan } from '../src/plan/plan.js';
import { Stack } from '../src/plan/stack.js';
import { parseTemplate } from '../src/template.js';
import { TEMPLATE } from './copies.js';

const PARAMETERS = 'Parameters: { Hosts: { Type: Number, Default: 1 }, Version: { Type: String, Default: "1" }, Secret: { Type: String, Default: s } }\n';
const stack = (resources, given = {}) => new Stack(parseTemplate(`${PARAMETERS}Resources:\n${resources}`), given);
const update = (resources, given, options) => plan(stack(resources), stack(resources, given), options);
const step = (made, id) => made.steps.find((each) => each.id === id);

const HOSTS = `
  Host: { Type: 'ALIYUN::ECS::InstanceGroup', Properties: { MaxAmount: { Ref: Hosts }, Password: { Ref: Secret } } }
`;
const command = (type, more = '') => `${HOSTS}
  Handle: { Type: 'ALIYUN::ROS::WaitConditionHandle', Properties: { Mode: Increment } }
  Wait: { Type: 'ALIYUN::ROS::WaitCondition', Properties: { Handle: { Ref: Handle }, Count: { Ref: Hosts }, Timeout: 60 } }
  Command:
    Type: ALIYUN::ECS::${type}
    Properties: { InstanceIds: { 'Fn::GetAtt': [Host, InstanceIds] }, CommandContent: { 'Fn::Sub': '\${Handle.CurlCli} \${Version}' } }
${more}`;

test('what does not change is left', () => {
  const made = update(command('RunCommand'), {});
  assert.deepEqual([made.steps, made.faults], [[], []]);
});

test('a creation runs every command and waits for what they signal', () => {
  const made = plan(undefined, stack(command('RunCommand'), { Hosts: 3 }));
  assert.equal(step(made, 'Wait').wait.signals, 3);
  assert.equal(step(made, 'Command').run.hosts.length, 3);
  assert.deepEqual(made.faults, []);
});

test('a property that cannot be updated is refused, or replaced where that is allowed', () => {
  const account = "  Account: { Type: 'ALIYUN::RDS::Account', Properties: { AccountPassword: { Ref: Secret } } }\n";
  assert.equal(step(update(account, { Secret: 't' }), 'Account').action, 'refuse');
  const replaced = update(account, { Secret: 't' }, { replacement: true });
  assert.equal(step(replaced, 'Account').action, 'replace');
  assert.match(replaced.faults[0], /an account of this name exists already/);
});

test('what refers to a replaced resource changes with it', () => {
  const made = update(`
  Vpc: { Type: 'ALIYUN::ECS::VPC', Properties: { CidrBlock: { Ref: Version } } }
  Switch: { Type: 'ALIYUN::ECS::VSwitch', Properties: { VpcId: { Ref: Vpc } } }
`, { Version: '2' }, { replacement: true });
  assert.deepEqual(made.steps.map((each) => [each.id, each.action, each.wave]), [['Vpc', 'replace', 1], ['Switch', 'replace', 2]]);
});

test('a changed RunCommand does not run for certain, a RunCommandOfLifespan does', () => {
  assert.match(update(command('RunCommand'), { Version: '2' }).faults[0], /no document says that ALIYUN::ECS::RunCommand then runs again/);
  assert.equal(step(update(command('RunCommandOfLifespan'), { Version: '2' }), 'Command').run.runs, true);
});

test('a condition that was met before waits for nothing', () => {
  assert.match(update(command('RunCommandOfLifespan'), { Version: '2' }).faults.join(), /Wait waits for nothing: what Command signals/);
});

test('a condition with another count waits for all of it, although new hosts alone would signal', () => {
  const made = update(command('RunCommand'), { Hosts: 2 });
  assert.equal(step(made, 'Wait').wait.signals, 2);
  assert.match(made.faults.join(), /Wait waits for 2 signals, and 0 are sent, 2 more if Command runs again/);
});

test('with Full and a count, the condition waits for the new hosts alone', () => {
  const full = command('RunCommand').replace('{ Mode: Increment }', '{ Mode: Full, Count: { Ref: Hosts } }');
  assert.equal(step(update(full, { Hosts: 3 }), 'Wait').wait.signals, 2);
});

test('a command behind a condition that was met before does not wait for the command that meets it', () => {
  const second = `  Later:
    Type: ALIYUN::ECS::RunCommandOfLifespan
    DependsOn: Wait
    Properties: { InstanceIds: { 'Fn::GetAtt': [Host, InstanceIds] }, CommandContent: { 'Fn::Sub': '\${Version}' } }
`;
  const made = update(command('RunCommandOfLifespan', second), { Version: '2' });
  assert.match(made.faults.join(), /Later does not wait for Command: only Wait stands between them/);
});

test('a new password of hosts reaches those that are there only if the policy says so', () => {
  assert.match(update(HOSTS, { Secret: 't' }).faults[0], /Password reaches only instances made later/);
  assert.deepEqual(update(HOSTS.replace('MaxAmount', 'UpdatePolicy: ForAllInstances, MaxAmount'), { Secret: 't' }).faults, []);
});

test('a secret that changes has to run the commands that bring it', () => {
  const secret = `${HOSTS}
  Stored: { Type: 'ALIYUN::OOS::SecretParameter', Properties: { SecretParameterName: stored, Value: { Ref: Secret } } }
  Command: { Type: 'ALIYUN::ECS::RunCommandOfLifespan', Properties: { InstanceIds: { 'Fn::GetAtt': [Host, InstanceIds] }, CommandContent: "A=stored\\n" } }
`;
  assert.match(update(secret, { Secret: 't' }).faults.join(), /Stored gets a new value, and Command, which brings it to the hosts, does not run/);
});

test('hosts behind a balancer are not restarted at once, and not released before it lets go of them', () => {
  const balanced = command('RunCommandOfLifespan', `
  Balancer: { Type: 'ALIYUN::SLB::LoadBalancer' }
  Behind: { Type: 'ALIYUN::SLB::BackendServerAttachment', Properties: { LoadBalancerId: { Ref: Balancer }, BackendServerList: { 'Fn::GetAtt': [Host, InstanceIds] } } }
`);
  const two = stack(balanced, { Hosts: 2 });
  assert.match(plan(two, stack(balanced, { Hosts: 2, Version: '2' })).faults.join(), /Command restarts 2 hosts behind Balancer at once/);
  assert.match(plan(two, stack(balanced)).faults.join(), /Host: a host is released before the balancer lets go of it/);
});

test('the only host behind a balancer is restarted after another one has come', () => {
  const two = (first, second) => `
  Balancer: { Type: 'ALIYUN::SLB::LoadBalancer' }
  Host1: { Type: 'ALIYUN::ECS::InstanceGroup', Properties: { MaxAmount: 1 } }
  Command1: { Type: 'ALIYUN::ECS::RunCommandOfLifespan', ${first}Properties: { InstanceIds: { 'Fn::GetAtt': [Host1, InstanceIds] }, CommandContent: { Ref: Version } } }
  Behind1: { Type: 'ALIYUN::SLB::BackendServerAttachment', Properties: { LoadBalancerId: { Ref: Balancer }, BackendServerList: { 'Fn::GetAtt': [Host1, InstanceIds] } } }
${second}`;
  const second = `
  Host2: { Type: 'ALIYUN::ECS::InstanceGroup', Properties: { MaxAmount: 1 } }
  Command2: { Type: 'ALIYUN::ECS::RunCommandOfLifespan', Properties: { InstanceIds: { 'Fn::GetAtt': [Host2, InstanceIds] }, CommandContent: { Ref: Version } } }
  Behind2: { Type: 'ALIYUN::SLB::BackendServerAttachment', DependsOn: Command2, Properties: { LoadBalancerId: { Ref: Balancer }, BackendServerList: { 'Fn::GetAtt': [Host2, InstanceIds] } } }
`;
  const one = stack(two('', ''));
  const restarts = /Command1 restarts Host1, the only host behind Balancer, before Host2 is behind it/;
  assert.match(plan(one, stack(two('', second), { Version: '2' })).faults.join(), restarts);
  assert.doesNotMatch(plan(one, stack(two('DependsOn: Behind2, ', second), { Version: '2' })).faults.join(), restarts);
});

test('what goes is deleted last, each before what it needs', () => {
  const made = plan(stack(command('RunCommand')), stack('  Other: { Type: "ALIYUN::ECS::VPC" }\n'));
  assert.deepEqual(made.steps.map((each) => each.action), ['create', 'delete', 'delete', 'delete', 'delete']);
  assert.ok(made.steps.findIndex((each) => each.id === 'Command') < made.steps.findIndex((each) => each.id === 'Host'));
});

test('the command line says what is wrong with its input in one line', () => {
  const main = new URL('../src/plan/main.js', import.meta.url).pathname;
  for (const [input, message] of [[['--new', '/nowhere.yml'], /nowhere/], [[], /usage/], [['--nwe'], /nwe/], [['--new', TEMPLATE, '--parameters', TEMPLATE], /no parameter/]]) {
    const done = spawnSync('node', [main, ...input], { encoding: 'utf8' });
    assert.equal(done.status, 2);
    assert.match(done.stderr, message);
    assert.equal(done.stderr.trim().split('\n').length, 1);
  }
});
