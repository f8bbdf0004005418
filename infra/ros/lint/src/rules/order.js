// A command runs when everything is there that its program needs: the accounts of its database, topics and groups, the
// secrets that it names, and a migrated schema; and nothing depends on what may not be there.
import { referencesIn } from '../functions.js';
import { stacksOf } from '../plan/cases.js';
import { predecessors } from '../plan/faults.js';
import { handlesOf } from '../plan/plan.js';
import { COMMANDS } from '../plan/updates.js';

export function checkOrder(template, report) {
  const seen = new Set();
  const once = (id, message) => {
    if (!seen.has(message)) {
      seen.add(message);
      report(['Resources', id], message);
    }
  };
  if (checkCycles(template, once)) {
    return;
  }
  for (const stack of stacksOf(template)) {
    for (const [id, each] of Object.entries(stack.resources)) {
      if (each.Type in COMMANDS) {
        checkCommand(id, each, stack, once);
      }
      checkServices(id, each, stack, once);
      if (each.Type === 'ALIYUN::ROS::WaitCondition') {
        checkWait(id, each, stack, once);
      }
      for (const needed of [each.DependsOn ?? []].flat().filter((name) => name in template.resources && !(name in stack.resources))) {
        once(id, `${id} depends on ${needed}, which is not there in every case in which ${id} is`);
      }
    }
  }
}

/** What is ordered only once a service of the account is on, which the template switches on itself. KMS encrypts disks and parameters. */
const SERVICE = { 'ALIYUN::ROCKETMQ5::Instance': 'RocketMQ', 'ALIYUN::OOS::SecretParameter': 'KMS', 'ALIYUN::ECS::InstanceGroup': 'KMS' };

function checkServices(id, { Type: type }, stack, report) {
  const before = predecessors(id, stack);
  Object.entries(stack.resources)
    .filter(([, each]) => each.Type === 'ALIYUN::ROS::AutoEnableService' && each.Properties?.ServiceName === SERVICE[type])
    .filter(([needed]) => !before.has(needed))
    .forEach(([needed]) => report(id, `${id} may be ordered before ${needed} has switched on ${SERVICE[type]}`));
}

/** A condition waits from the moment it is made: not before what its commands wait for themselves. */
function checkWait(id, { Properties: { Handle: handle } = {} }, stack, report) {
  const before = predecessors(id, stack);
  const waits = ([, each]) => each.Type === 'ALIYUN::ROS::WaitCondition';
  const commands = Object.keys(stack.resources).filter((each) => stack.resources[each].Type in COMMANDS && handlesOf(stack, each).includes(handle?.Ref));
  for (const command of commands) {
    const earlier = predecessors(command, stack);
    Object.entries(stack.resources).filter(waits).filter(([other]) => other !== id && earlier.has(other) && !before.has(other))
      .forEach(([other]) => report(id, `${id} has to depend on ${other}: ${command}, whose signal it waits for, does`));
  }
}

function checkCommand(id, command, stack, report) {
  const before = predecessors(id, stack);
  const touched = new Set(referencesIn(stack.chosen(command.Properties ?? {})).map((each) => each.name));
  const demand = (needed, why) => {
    if (!before.has(needed)) {
      report(id, `${id} has to depend on ${needed}: ${why}`);
    }
  };
  for (const [needed, each] of Object.entries(stack.resources)) {
    const parent = each.Properties?.DBInstanceId?.Ref ?? each.Properties?.InstanceId?.Ref;
    if (/^ALIYUN::RDS::(Account|Database|AccountPrivilege)$/.test(each.Type) && touched.has(parent)) {
      demand(needed, 'it uses that database');
    } else if (/^ALIYUN::ROCKETMQ5::(Topic|ConsumerGroup|Account|Acl)$/.test(each.Type) && touched.has(parent)) {
      demand(needed, 'its program uses that RocketMQ instance');
    } else if (each.Type === 'ALIYUN::OOS::SecretParameter' && names(command, each)) {
      demand(needed, 'it reads that secret');
    }
  }
  const database = [...touched].some((name) => stack.resources[name]?.Type === 'ALIYUN::RDS::DBInstance');
  if (!/migrat/i.test(id) && database) {
    const migrations = Object.entries(stack.resources).filter(([name, each]) => each.Type in COMMANDS && /migrat/i.test(name));
    migrations.forEach(([migration]) => demandMigration(migration, stack, before, id, report));
  }
}

/** After the migration means after its success: the wait condition that it signals, if it has one. */
function demandMigration(migration, stack, before, id, report) {
  const handles = handlesOf(stack, migration);
  const conditions = Object.entries(stack.resources)
    .filter(([, each]) => each.Type === 'ALIYUN::ROS::WaitCondition' && handles.includes(each.Properties?.Handle?.Ref))
    .map(([name]) => name);
  const needed = conditions.length > 0 ? conditions : [migration];
  if (!needed.every((each) => before.has(each))) {
    report(id, `${id} has to depend on ${needed.join(', ')}: its program needs the migrated schema`);
  }
}

/** Whether the command's text names the parameter, as the parameter itself is named. */
function names(command, parameter) {
  const name = parameter.Properties?.SecretParameterName;
  const text = name?.['Fn::Sub'] ?? name;
  return typeof text === 'string' && new RegExp(`${escaped(text)}(?![\\w-])`).test(JSON.stringify(command.Properties?.CommandContent ?? ''));
}

const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Over all branches, for a circle in one of them is one. */
function checkCycles(template, report) {
  const neighbours = (id) => [
    ...referencesIn(template.resources[id]?.Properties ?? {}).map((each) => each.name),
    ...[template.resources[id]?.DependsOn ?? []].flat(),
  ].filter((each) => each in template.resources);
  const reaches = (id) => {
    const found = new Set();
    const open = neighbours(id);
    while (open.length > 0) {
      const next = open.pop();
      if (!found.has(next)) {
        found.add(next);
        open.push(...neighbours(next));
      }
    }
    return found.has(id);
  };
  const circles = Object.keys(template.resources).filter(reaches);
  circles.forEach((id) => report(id, `${id} depends on itself`));
  return circles.length > 0;
}
