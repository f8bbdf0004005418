// A command runs when everything is there that its program needs: the accounts of its database, topics and groups, the
// secrets that it names, and a migrated schema.
import { referencesIn } from '../functions.js';

export function checkOrder(template, report) {
  const resources = Object.entries(template.resources);
  const commands = resources.filter(([, each]) => each.Type === 'ALIYUN::ECS::RunCommand');
  const migrations = commands.filter(([id]) => /migrat/i.test(id));
  for (const [id, command] of commands) {
    const before = predecessors(id, template);
    const touched = new Set(referencesIn(command.Properties ?? {}).map((each) => each.name));
    const migrates = migrations.some(([migration]) => migration === id);
    const demand = (needed, why) => {
      if (!before.has(needed)) {
        report(['Resources', id], `${id} has to depend on ${needed}: ${why}`);
      }
    };
    for (const [needed, each] of resources) {
      const parent = each.Properties?.DBInstanceId?.Ref ?? each.Properties?.InstanceId?.Ref;
      if (/^ALIYUN::RDS::(Account|Database|AccountPrivilege)$/.test(each.Type) && touched.has(parent)) {
        demand(needed, 'it uses that database');
      } else if (/^ALIYUN::ROCKETMQ5::(Topic|ConsumerGroup|Account|Acl)$/.test(each.Type) && touched.has(parent)) {
        demand(needed, 'its program uses that RocketMQ instance');
      } else if (each.Type === 'ALIYUN::OOS::SecretParameter' && names(command, each)) {
        demand(needed, 'it reads that secret');
      }
    }
    if (!migrates && touchesDatabase(touched, template)) {
      migrations.forEach(([migration, each]) => demandMigration(migration, each, template, before, id, report));
    }
  }
  checkCycles(template, report);
}

const touchesDatabase = (touched, template) =>
  [...touched].some((name) => template.resources[name]?.Type === 'ALIYUN::RDS::DBInstance');

/** After the migration means after its success: the wait condition that it signals, if it has one. */
function demandMigration(migration, command, template, before, id, report) {
  const handles = referencesIn(command.Properties).filter((each) => each.attribute === 'CurlCli').map((each) => each.name);
  const conditions = Object.entries(template.resources)
    .filter(([, each]) => each.Type === 'ALIYUN::ROS::WaitCondition' && handles.includes(each.Properties?.Handle?.Ref))
    .map(([name]) => name);
  const needed = conditions.length > 0 ? conditions : [migration];
  if (!needed.every((each) => before.has(each))) {
    report(['Resources', id], `${id} has to depend on ${needed.join(', ')}: its program needs the migrated schema`);
  }
}

/** Whether the command's text names the parameter, as the parameter itself is named. */
function names(command, parameter) {
  const name = parameter.Properties?.SecretParameterName;
  const text = name?.['Fn::Sub'] ?? name;
  return typeof text === 'string' && new RegExp(`${escaped(text)}(?![\\w-])`).test(JSON.stringify(command.Properties?.CommandContent ?? ''));
}

const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function neighbours(id, template) {
  const resource = template.resources[id];
  const named = referencesIn(resource?.Properties ?? {}).map((each) => each.name);
  return [...named, ...[resource?.DependsOn ?? []].flat()].filter((each) => each in template.resources);
}

/** Everything that is created before this resource: what it refers to or depends on, and so on. */
export function predecessors(id, template) {
  const found = new Set();
  const open = neighbours(id, template);
  while (open.length > 0) {
    const next = open.pop();
    if (!found.has(next)) {
      found.add(next);
      open.push(...neighbours(next, template));
    }
  }
  return found;
}

function checkCycles(template, report) {
  for (const id of Object.keys(template.resources)) {
    if (predecessors(id, template).has(id)) {
      report(['Resources', id], `${id} depends on itself`);
    }
  }
}
