// Only 80 and 443 may be open to the world, and only before the hosts that people come to.
import { possibilities } from '../values.js';
import { referencesIn } from '../functions.js';

const PUBLIC_PORTS = new Set(['80/80', '443/443']);
const WORLD = new Set(['0.0.0.0/0', '0.0.0.0', '::/0']);

export function checkNetwork(template, report) {
  const open = new Set();
  for (const [id, resource] of Object.entries(template.resources)) {
    for (const { rule, path } of ingressRules(id, resource)) {
      checkIngress(id, rule, path, template, report, open);
    }
  }
  checkOpenGroups(open, template, report);
  checkDatabases(template, report);
}

function ingressRules(id, resource) {
  const path = ['Resources', id, 'Properties'];
  if (resource.Type === 'ALIYUN::ECS::SecurityGroup') {
    const rules = [resource.Properties?.SecurityGroupIngress ?? []].flat();
    return rules.map((rule, index) => ({ rule, path: [...path, 'SecurityGroupIngress', index] }));
  }
  return ['ALIYUN::ECS::SecurityGroupIngress', 'ALIYUN::ECS::SecurityGroupIngresses'].includes(resource.Type)
    ? [{ rule: resource.Properties ?? {}, path }] : [];
}

function checkIngress(id, rule, path, template, report, open) {
  const sources = ['SourceCidrIp', 'Ipv6SourceCidrIp']
    .filter((key) => key in rule)
    .map((key) => possibilities(rule[key], template));
  // An address that is not known here could be any.
  const world = sources.some(({ values, kinds }) => kinds.length > 0 || values.some((each) => WORLD.has(each)));
  if (world) {
    open.add(id);
    const port = String(rule.PortRange);
    if (!PUBLIC_PORTS.has(port) || String(rule.IpProtocol).toLowerCase() !== 'tcp') {
      report(path, `${rule.IpProtocol} ${port} is open to the world; only tcp 80/80 and 443/443 may be`);
    }
  }
}

/** Hosts behind an open group are those that people come to; one role of the stack at most. */
function checkOpenGroups(open, template, report) {
  const hosts = Object.entries(template.resources).filter(([, each]) => each.Type === 'ALIYUN::ECS::InstanceGroup');
  const exposed = hosts.filter(([, each]) =>
    referencesIn([each.Properties?.SecurityGroupId, each.Properties?.SecurityGroupIds]).some(({ name }) => open.has(name)));
  if (exposed.some(([, each]) => each.Count > 1)) {
    report(['Resources', exposed[0][0]], 'hosts of different roles share a security group that is open to the world');
  }
  exposed.filter(([id]) => !/order/i.test(id)).forEach(([id]) =>
    report(['Resources', id], `${id} is open to the world; only the order hosts may be`));
  for (const [id, each] of hosts.filter((host) => !exposed.includes(host))) {
    const bandwidth = possibilities(each.Properties?.InternetMaxBandwidthOut ?? 0, template).values;
    if (each.Properties?.AllocatePublicIP === true || bandwidth.some((value) => Number(value) > 0)) {
      report(['Resources', id], `${id} has a public address that nobody may come to`);
    }
  }
}

function checkDatabases(template, report) {
  for (const [id, each] of Object.entries(template.resources)) {
    if (each.Type === 'ALIYUN::RDS::DBInstance') {
      const path = ['Resources', id, 'Properties'];
      const allowed = possibilities(each.Properties?.SecurityIPList ?? '', template).values.join(',').split(',');
      if (allowed.some((address) => WORLD.has(address.trim()))) {
        report([...path, 'SecurityIPList'], 'the database is open to the world');
      }
      if (each.Properties?.DBInstanceNetType === 'Internet' || each.Properties?.AllocatePublicConnection === true) {
        report(path, 'the database has a public address');
      }
    }
  }
}
