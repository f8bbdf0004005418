// Only 80 and 443 may be open to the world, and only before the hosts that people come to; networks are networks, and in each
// other as they should be.
import { OF_THE_CLOUD, PRIVATE, network, overlap, within } from '../cidr.js';
import { possibilities } from '../values.js';
import { functionOf, referencesIn } from '../functions.js';

const PUBLIC_PORTS = new Set(['80/80', '443/443']);
/** Every address of the internet is in there. */
const isWorld = (text) => {
  const source = network(text);
  return source === undefined || ![...PRIVATE, OF_THE_CLOUD].some((each) => within(source, each));
};

export function checkNetwork(template, report) {
  const open = new Set();
  for (const [id, resource] of Object.entries(template.resources)) {
    for (const { rule, path } of ingressRules(id, resource)) {
      checkIngress(id, rule, path, template, report, open);
    }
  }
  checkOpenGroups(open, template, report);
  checkDatabases(template, report);
  checkNetworks(template, report);
}

/** A vSwitch lies in its VPC, and apart from the others. */
function checkNetworks(template, report) {
  const blocks = Object.entries(template.resources)
    .filter(([, each]) => ['ALIYUN::ECS::VPC', 'ALIYUN::ECS::VSwitch'].includes(each.Type) && typeof each.Properties?.CidrBlock === 'string')
    .map(([id, each]) => ({ id, vpc: each.Properties.VpcId?.Ref, text: each.Properties.CidrBlock, block: network(each.Properties.CidrBlock) }));
  for (const { id, vpc, text, block } of blocks) {
    const path = ['Resources', id, 'Properties', 'CidrBlock'];
    if (!block) {
      report(path, `${text} is no network`);
    } else if (vpc === undefined ? block.prefix < 8 || block.prefix > 28 : block.prefix < 16 || block.prefix > 29) {
      report(path, `a ${vpc === undefined ? 'VPC' : 'vSwitch'} cannot have a prefix of ${block.prefix}`);
    } else if (vpc === undefined && !PRIVATE.some((each) => within(block, each))) {
      report(path, `${text} is no private network`);
    } else if (vpc !== undefined) {
      const outer = blocks.find((each) => each.id === vpc)?.block;
      if (outer && !within(block, outer)) {
        report(path, `${text} is outside of ${vpc}`);
      }
      blocks.filter((each) => each.id < id && each.vpc === vpc && each.block && overlap(each.block, block))
        .forEach((each) => report(path, `${text} and ${each.id} overlap`));
    }
  }
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
  const [, from, to] = /^(\d+)\/(\d+)$/.exec(String(rule.PortRange)) ?? [];
  if (from === undefined || Number(from) > Number(to) || Number(from) < 1 || Number(to) > 65535) {
    if (rule.PortRange !== '-1/-1') {
      report(path, `${rule.PortRange} is no range of ports`);
    }
  }
  const addresses = ['SourceCidrIp', 'Ipv6SourceCidrIp'].filter((key) => key in rule).map((key) => possibilities(rule[key], template));
  if (addresses.length === 0 && !['SourceGroupId', 'SourcePrefixListId'].some((key) => key in rule)) {
    report(path, 'a rule needs a source');
  }
  const group = template.resources[rule.SourceGroupId?.Ref];
  if ('SourceGroupId' in rule && functionOf(rule.SourceGroupId) === 'Ref' && group?.Type !== 'ALIYUN::ECS::SecurityGroup') {
    report(path, `${rule.SourceGroupId.Ref} is no security group`);
  }
  for (const value of addresses.flatMap(({ values }) => values).filter((each) => !network(each) && !/^(0\.0\.0\.0|::\/0)$/.test(each))) {
    report(path, `${value} is no network`);
  }
  // An address that is not known here could be any.
  if (addresses.some(({ values, kinds }) => kinds.length > 0 || values.some(isWorld))) {
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
      report(['Resources', id], `${id} has a public address that no rule lets in`);
    }
  }
}

function checkDatabases(template, report) {
  for (const [id, each] of Object.entries(template.resources)) {
    if (each.Type === 'ALIYUN::RDS::DBInstance') {
      const path = ['Resources', id, 'Properties'];
      const allowed = possibilities(each.Properties?.SecurityIPList ?? '', template).values.join(',').split(',');
      const inside = Object.values(template.resources).filter((other) => other.Type === 'ALIYUN::ECS::VPC').map((vpc) => network(vpc.Properties?.CidrBlock)).filter(Boolean);
      for (const address of allowed.map((text) => text.trim())) {
        const block = network(address);
        if (address !== '' && !block) {
          report([...path, 'SecurityIPList'], `${address} is no network`);
        } else if (isWorld(address)) {
          report([...path, 'SecurityIPList'], 'the database is open to the world');
        } else if (inside.length > 0 && !inside.some((vpc) => within(block, vpc))) {
          report([...path, 'SecurityIPList'], `${address} is outside of the VPC`);
        }
      }
      if (each.Properties?.DBInstanceNetType === 'Internet' || each.Properties?.AllocatePublicConnection === true) {
        report(path, 'the database has a public address');
      }
    }
  }
}
