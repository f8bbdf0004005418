// The names and numbers of infra/ros/contract.yml, each where the template has it, and what every condition does, both ways.
import { contract, isTandem, toldBy, valueAt } from '../contract.js';
import { SCRIPTS, copyCommands, embeddedText } from '../embed.js';
import { functionOf, walk } from '../functions.js';
import { plan } from '../plan/plan.js';
import { BadParameters, Stack } from '../plan/stack.js';
import { stacksOf } from '../plan/cases.js';

export function checkContract(template, report) {
  if (!isTandem(template)) {
    return;
  }
  const fault = (id, message) => report(Array.isArray(id) ? id : ['Resources', id], message);
  try {
    checkNames(template, fault);
    checkBranches(template, fault);
    checkInputs(template, fault);
    checkPrograms(template, fault);
    checkNetwork(template, fault);
    checkTimes(template, fault);
    checkPlans(template, fault);
    checkCopies(template, fault);
  } catch (failure) {
    // A template so broken that its stack cannot be worked out has other findings as well, but it may not pass without one.
    report([], `the contract cannot be checked: ${failure.message}`);
  }
}

const expect = (report, id, what, value, wanted) => {
  if (JSON.stringify(value) !== JSON.stringify(wanted)) {
    report(id, `${what} is ${JSON.stringify(value)}, and ${JSON.stringify(wanted)} in the contract`);
  }
};

const one = (template, type, report) => {
  const found = Object.entries(template.resources).filter(([, each]) => each.Type === type);
  if (found.length !== 1) {
    report([], `the contract is for one ${type}, and there are ${found.length}`);
  }
  return found[0] ?? ['', {}];
};

function checkNames(template, report) {
  const [topicId, topic] = one(template, 'ALIYUN::ROCKETMQ5::Topic', report);
  expect(report, topicId, 'TopicName', topic.Properties?.TopicName, contract.topic);
  expect(report, topicId, 'MessageType', topic.Properties?.MessageType, 'TRANSACTION');
  const [groupId, group] = one(template, 'ALIYUN::ROCKETMQ5::ConsumerGroup', report);
  expect(report, groupId, 'ConsumerGroupId', group.Properties?.ConsumerGroupId, contract.group);
  expect(report, groupId, 'MaxRetryTimes', group.Properties?.ConsumeRetryPolicy?.MaxRetryTimes, contract.retries);
  expect(report, groupId, 'DeliveryOrderType and RetryPolicy', [group.Properties?.DeliveryOrderType, group.Properties?.ConsumeRetryPolicy?.RetryPolicy], ['Concurrently', 'DefaultRetryPolicy']);
  const [messagingId, messaging] = one(template, 'ALIYUN::ROCKETMQ5::Instance', report);
  expect(report, messagingId, 'PaymentType and InternetSpec', [messaging.Properties?.PaymentType, messaging.Properties?.InternetInfo?.InternetSpec], ['PayAsYouGo', 'disable']);
  const [databaseId, database] = one(template, 'ALIYUN::RDS::DBInstance', report);
  expect(report, databaseId, 'DBMappings', database.Properties?.DBMappings, [{ DBName: contract.database, CharacterSetName: contract.charset }]);
  expect(report, databaseId, 'SecurityIPList', database.Properties?.SecurityIPList, `${contract.zone.order},${contract.zone.logistics}`);
  expect(report, databaseId, 'DBInstanceNetType', database.Properties?.DBInstanceNetType, 'Intranet');
  const stored = Object.entries(template.resources).filter(([, each]) => each.Type === 'ALIYUN::OOS::SecretParameter');
  const names = stored.map(([, each]) => each.Properties?.SecretParameterName?.['Fn::Sub']);
  expect(report, [], 'the list of parameters of OOS', [...names].sort(), Object.keys(contract.secretValues).map((each) => `tandem-\${ALIYUN::StackId}-${each}`).sort());
  const stack = new Stack(template, {});
  for (const [id] of stored) {
    const { SecretParameterName: name, Value: value } = stack.properties(id);
    expect(report, id, `the value of ${name}`, value, `<${contract.secretValues[String(name).replace('tandem-<ALIYUN::StackId>-', '')]}>`);
  }
  for (const program of Object.values(contract.programs).filter((each) => each.account)) {
    for (const [revision, suffix] of [['A', 'a'], ['B', 'b']]) {
      const account = template.resources[`${program.role}Account${revision}`]?.Properties ?? {};
      expect(report, [], `the account of ${program.role}${revision}`, [account.AccountName, account.AccountType, account.AccountPassword],
        [`${program.account}_${suffix}`, 'Normal', { Ref: `${program.role}DBPassword` }]);
    }
  }
}

/** Each Fn::If gives what the contract says, and it says it of both branches. */
function checkBranches(template, report) {
  const gone = { yes: new Set(), no: new Set() };
  for (const { with: given, values: { resources = [], ...values } } of contract.expected) {
    const stack = new Stack(template, given);
    const found = (name, value) => (value === undefined ? null : value) ?? null;
    for (const [key, wanted] of Object.entries(values)) {
      expect(report, [], `with ${JSON.stringify(given)}, ${key}`, found(key, valueAt(stack, key)), wanted);
    }
    for (const id of resources.filter((each) => !(each in stack.resources))) {
      report([], `with ${JSON.stringify(given)} there is no ${id}`);
    }
    mark(template, stack, gone);
  }
  const plain = new Stack(template, {});
  contract.absent.filter((each) => each in plain.resources).forEach((id) => report(id, `${id} is there without being asked for`));
  mark(template, plain, gone);
  for (const condition of usedIn(template)) {
    ['yes', 'no'].filter((way) => !gone[way].has(condition))
      .forEach((way) => report(['Conditions', condition], `the contract has no case in which ${condition} ${way === 'yes' ? 'holds' : 'does not hold'}`));
  }
}

/** Each pattern takes what the contract says, and nothing that it refuses. */
function checkInputs(template, report) {
  const agreed = new Map(contract.inputs.flatMap(({ parameters, ...samples }) => parameters.map((name) => [name, samples])));
  for (const [name, { AllowedPattern: pattern }] of Object.entries(template.parameters)) {
    const path = ['Parameters', name, 'AllowedPattern'];
    if ((pattern === undefined) === agreed.has(name)) {
      report(path, `${name} has ${pattern === undefined ? 'no pattern, but' : 'a pattern, but no'} samples in the contract`);
    } else if (pattern !== undefined) {
      const takes = (sample) => new RegExp(`^(?:${pattern})$`).test(String(sample));
      const { takes: right, refuses: wrong } = agreed.get(name);
      right.filter((sample) => !takes(sample)).forEach((sample) => report(path, `the pattern of ${name} refuses ${JSON.stringify(sample)}`));
      wrong.filter(takes).forEach((sample) => report(path, `the pattern of ${name} takes ${JSON.stringify(sample)}`));
    }
  }
}

const mark = (template, stack, gone) => Object.entries(stack.conditions).forEach(([name, holds]) => gone[holds ? 'yes' : 'no'].add(name));

function usedIn(template) {
  const used = new Set();
  walk({ ...template.resources, Outputs: template.outputs }, (value) => {
    if (functionOf(value) === 'Fn::If') {
      used.add(value['Fn::If'][0]);
    }
  });
  Object.values(template.resources).forEach((each) => each.Condition && used.add(each.Condition));
  return [...used].filter((each) => each in template.conditions);
}

function checkPrograms(template, report) {
  for (const stack of stacksOf(template)) {
    for (const [program, agreed] of Object.entries(contract.programs)) {
      const told = toldBy(stack, program);
      if (!told) {
        report([], `there is no command for ${program}`);
        continue;
      }
      const balanced = agreed.balancedSettings && stack.conditions[`${agreed.role}Balanced`] ? agreed.balancedSettings : [];
      expect(report, told.id, 'the settings', Object.keys(told.settings).sort(), [...agreed.settings, ...balanced].sort());
      const secrets = { REGION: '<ALIYUN::Region>', ...Object.fromEntries(Object.entries(agreed.secrets).map(([key, name]) => [key, `tandem-<ALIYUN::StackId>-${name}`])) };
      expect(report, told.id, 'the secrets', told.secrets, secrets);
      const script = stack.properties(told.id).CommandContent;
      for (const manner of ['#!/bin/bash\nset -eu\numask 077\n', '\ninputs="$(mktemp -d /run/tandem.XXXXXXXX)"\n', '\nexec bash "$inputs/deploy.sh" "$inputs"\n']) {
        if (!script.includes(manner)) {
          report(told.id, `${told.id} lacks ${JSON.stringify(manner.trim())}`);
        }
      }
      checkValues(program, told, agreed, stack.parameters, report);
    }
  }
}

function checkValues(program, { id, settings, package: packed }, agreed, parameters, report) {
  const fixed = {
    MYSQL_HOST: '<Database.InnerConnectionString>', MYSQL_PORT: '<Database.InnerPort>', MYSQL_DB: contract.database,
    APP_DEMO_ROCKETMQ_ENDPOINT: '<RocketMQ.VpcEndpoint>', QUARKUS_HTTP_HOST: '0.0.0.0', QUARKUS_HTTP_PORT: String(contract.ports.http),
    QUARKUS_MANAGEMENT_HOST: '0.0.0.0', QUARKUS_MANAGEMENT_PORT: String(contract.ports.management),
    QUARKUS_HTTP_PROXY_TRUSTED_PROXIES: contract.balancers, APP_DEMO_USERNAME: 'app_demo_user',
  };
  for (const [name, value] of Object.entries(settings).filter(([key]) => key in fixed)) {
    expect(report, id, name, value, fixed[name]);
  }
  expect(report, id, 'READY_SECONDS', packed.READY_SECONDS, String(agreed.readySeconds));
  const sum = `${{ 'order-native': 'Order', 'logistics-native': 'Logistics', 'tandem-migrate': 'Migrate' }[program]}PackageSha256`;
  expect(report, id, 'PACKAGE_SHA256', packed.PACKAGE_SHA256, parameters[sum]);
  const folder = parameters.PackageBaseUrl.replaceAll('{region}', '<ALIYUN::Region>');
  expect(report, id, 'PACKAGE_URL', packed.PACKAGE_URL, `${folder}/${program}-${parameters.PackageVersion}-${parameters.PackageFlavor}.tar.gz`);
}

function checkNetwork(template, report) {
  const blocks = { Vpc: 'vpc', OrderVSwitch: 'order', LogisticsVSwitch: 'logistics' };
  Object.entries(blocks).forEach(([id, key]) => expect(report, id, 'CidrBlock', template.resources[id]?.Properties?.CidrBlock, contract.zone[key]));
  const { http, management } = contract.ports;
  for (const role of ['Order', 'Logistics']) {
    const rules = template.resources[`${role}SecurityGroup`]?.Properties?.SecurityGroupIngress ?? [];
    expect(report, `${role}SecurityGroup`, 'its ports', rules.map((each) => [each.PortRange, each.IpProtocol, each.Policy ?? 'accept']),
      [`${http}/${http}`, `${management}/${management}`, `${management}/${management}`].map((range) => [range, 'tcp', 'accept']));
    expect(report, `${role}SecurityGroup`, 'who may ask for readiness', [rules[1]?.SourceCidrIp, rules[2]?.SourceGroupId], [contract.balancers, { Ref: 'MigrationSecurityGroup' }]);
  }
  expect(report, 'MigrationSecurityGroup', 'its rules', template.resources.MigrationSecurityGroup?.Properties?.SecurityGroupIngress, []);
  for (const [id, each] of Object.entries(template.resources)) {
    const { Properties: properties = {} } = each;
    if (each.Type === 'ALIYUN::SLB::Listener') {
      expect(report, id, 'BackendServerPort and Bandwidth', [properties.BackendServerPort, properties.Bandwidth], [http, -1]);
      expect(report, id, 'Protocol', properties.Protocol, id === 'OrderHttpsListener' ? 'https' : 'http');
      expect(report, id, 'ListenerPort', properties.ListenerPort, properties.Protocol === 'https' ? 443 : 80);
      if (properties.HttpConfig) {
        expect(report, id, 'where it redirects', properties.HttpConfig, { ListenerForward: 'on', ForwardPort: 443 });
      } else {
        expect(report, id, 'what it asks', [properties.HealthCheck?.Port, properties.HealthCheck?.URI, properties.HealthCheck?.HttpCode], [management, contract.readiness, 'http_2xx']);
      }
    } else if (each.Type === 'ALIYUN::SLB::LoadBalancer') {
      expect(report, id, 'AddressType and InstanceChargeType', [properties.AddressType, properties.InstanceChargeType], [id === 'OrderLoadBalancer' ? 'internet' : 'intranet', 'PayByCLCU']);
    } else if (each.Type === 'ALIYUN::ROS::WaitConditionHandle') {
      expect(report, id, 'its properties', properties, { Mode: 'Increment' });
    } else if (each.Type === 'ALIYUN::ECS::InstanceGroup') {
      const role = id.replace(/Host\d?$/, '');
      expect(report, id, 'its group, role and vSwitch', [properties.SecurityGroupId, properties.RamRoleName, properties.VSwitchId],
        [{ Ref: `${role}SecurityGroup` }, { Ref: `${role}Role` }, { Ref: `${role === 'Order' ? 'Order' : 'Logistics'}VSwitch` }]);
      expect(report, id, 'MaxAmount, UpdatePolicy, HttpEndpoint and InstanceChargeType', [properties.MaxAmount, properties.UpdatePolicy, properties.HttpEndpoint, properties.InstanceChargeType], [1, 'ForAllInstances', 'enabled', 'PostPaid']);
      expect(report, id, 'what comes from parameters', [properties.Password, properties.ImageId, properties.InstanceType, properties.HttpTokens, properties.SystemDiskEncrypted],
        ['InstancePassword', 'ImageId', role === 'Migration' ? 'MigrationInstanceType' : 'InstanceType', 'InstanceMetadata', 'DiskEncryption'].map((name) => ({ Ref: name })));
    }
  }
}

/** Who waits longer than whom: balancer, service, command, wait condition. */
function checkTimes(template, report) {
  const stack = new Stack(template, { OrderInstanceCount: 3, LogisticsInstanceCount: 3 });
  const longestFetch = 900;
  const settle = Number(toldBy(stack, 'order-native').package.SETTLE_SECONDS);
  for (const [id, each] of Object.entries(stack.resources).filter(([, resource]) => /^ALIYUN::ECS::RunCommand/.test(resource.Type))) {
    const ready = Math.max(...Object.values(contract.programs).map((program) => program.readySeconds));
    if (Number(each.Properties.Timeout) < longestFetch + ready + 2 * settle) {
      report(id, `${id} is ended after ${each.Properties.Timeout} s, and may need ${longestFetch + ready + 2 * settle}`);
    }
    expect(report, id, 'Type, Sync, KeepCommand and Username', [each.Properties.Type, each.Properties.Sync, each.Properties.KeepCommand ?? false, each.Properties.Username ?? 'root'], ['RunShellScript', true, false, 'root']);
  }
  const command = Number(stack.resources.OrderCommand1.Properties.Timeout);
  for (const [id, needed] of [['MigratedA', command], ['MigratedB', command], ['ReadyA', 3 * command], ['ReadyB', 3 * command]]) {
    if (!(Number(template.resources[id]?.Properties?.Timeout) >= needed)) {
      report(id, `${id} waits shorter than its commands may take, ${needed} s`);
    }
  }
  for (const [id, { Properties: { HealthCheck: health } = {} }] of Object.entries(template.resources).filter(([, each]) => each.Properties?.HealthCheck)) {
    const down = Number(health.Interval) * Number(health.UnhealthyThreshold);
    const up = Number(health.Interval) * Number(health.HealthyThreshold);
    if (down > 12 || up > settle) {
      report(id, `${id} notices after ${down} s that a host stops, and after ${up} s that one is ready: later than they wait for`);
    }
  }
}

function checkPlans(template, report) {
  const stacks = stacksOf(template);
  for (const stack of stacks) {
    plan(undefined, stack).faults.forEach((fault) => report([], `creating: ${fault}`));
    if ([stack.resources.Database, stack.resources.RocketMQ].includes(undefined)) {
      report([], 'there is no database, or no RocketMQ');
    }
  }
  for (const [given, before] of contract.updates.flatMap((each) => [[each, {}], [each, { LoadBalancing: 'always' }]])) {
    try {
      const next = new Stack(template, { ...before, ...given });
      const made = plan(new Stack(template, before), next);
      const back = plan(next, new Stack(template, { ...before, ...given, OrderInstanceCount: 1, LogisticsInstanceCount: 1, Revision: 'a' }));
      [...made.faults, ...back.faults].forEach((fault) => report([], `updating with ${JSON.stringify(given)}: ${fault}`));
      for (const id of Object.values(contract.programs).map(({ role }) => (role === 'Migration' ? 'MigrateCommand' : `${role}Command1`))) {
        if (!made.steps.find((step) => step.id === id)?.run?.runs) {
          report(id, `updating with ${JSON.stringify(given)} does not run ${id}`);
        }
      }
    } catch (failure) {
      if (!(failure instanceof BadParameters)) {
        throw failure;
      }
      report([], `updating with ${JSON.stringify(given)}: ${failure.message}`);
    }
  }
}

/** The scripts are those of infra/ros/scripts; further hosts get the command of the first. */
function checkCopies(template, report) {
  for (const [entry, file] of Object.entries(SCRIPTS)) {
    if (template.mappings.Scripts?.[entry]?.Text !== embeddedText(file)) {
      report(['Mappings', 'Scripts', entry], `${entry} is not ${file} of infra/ros/scripts: run \`npm run embed\``);
    }
  }
  if (copyCommands(template.text) !== template.text) {
    report([], 'the commands of further hosts are no copies of the first one\'s: run `npm run embed`');
  }
  const roles = ['Order', 'Logistics'].flatMap((role) => [1, 2, 3].map((index) => [role, index]));
  for (const [role, index] of roles) {
    const first = JSON.stringify(template.resources[`${role}Backend1`]?.Properties);
    expect(report, `${role}Backend${index}`, 'its properties', JSON.stringify(template.resources[`${role}Backend${index}`]?.Properties), first?.replaceAll(`${role}Host1`, `${role}Host${index}`));
    expect(report, `${role}Backend${index}`, 'what it depends on', template.resources[`${role}Backend${index}`]?.DependsOn, `${role}Command${index}`);
  }
}
