// RAM roles: who may take them, and that each may read exactly the secrets which the commands on its hosts name.
import { functionOf, referencesIn } from '../functions.js';
import { COMMANDS } from '../plan/updates.js';

/** A host's program may read a parameter of OOS, and OOS reads it in KMS with the host's rights. */
const ACTIONS = ['oos:GetSecretParameter', 'kms:GetSecretValue'];
const RESOURCES = {
  'oos:GetSecretParameter': /^acs:oos:\$\{ALIYUN::Region\}:\$\{ALIYUN::AccountId\}:secretparameter\/(?<secret>[^*]+)$/,
  // OOS puts something before or after the parameter's name.
  'kms:GetSecretValue': /^acs:kms:\$\{ALIYUN::Region\}:\$\{ALIYUN::AccountId\}:secret\/\*?(?<secret>[^*]+)\*?$/,
};

export function checkPolicies(template, report) {
  const roles = Object.entries(template.resources).filter(([, each]) => each.Type === 'ALIYUN::RAM::Role');
  for (const [id, role] of roles) {
    const path = ['Resources', id];
    checkTrust(role.Properties?.AssumeRolePolicyDocument, path, report);
    const allowed = {};
    for (const statement of statementsOf(role)) {
      checkStatement(statement, path, allowed, report);
    }
    checkAgainstHosts(id, allowed, template, path, report);
  }
  for (const [id, host] of Object.entries(template.resources).filter(([, each]) => each.Type === 'ALIYUN::ECS::InstanceGroup')) {
    const role = host.Properties?.RamRoleName?.Ref;
    if (namedOn([id], template).size > 0 && template.resources[role]?.Type !== 'ALIYUN::RAM::Role') {
      report(['Resources', id], `${id} has no role of this template, and its command names secrets`);
    }
  }
}

const statementsOf = (role) => [role.Properties?.Policies ?? []].flat()
  .flatMap((policy) => [policy?.PolicyDocument?.Statement ?? []].flat().map((each) => ({ ...each, version: policy?.PolicyDocument?.Version })));

function checkTrust(document, path, report) {
  const statements = [document?.Statement ?? []].flat();
  const good = document?.Version === '1' && statements.length === 1
    && JSON.stringify(Object.keys(statements[0]).sort()) === JSON.stringify(['Action', 'Effect', 'Principal'])
    && statements[0].Effect === 'Allow' && statements[0].Action === 'sts:AssumeRole'
    && JSON.stringify(statements[0].Principal) === JSON.stringify({ Service: ['ecs.aliyuncs.com'] });
  if (!good) {
    report(path, 'a role of hosts is for ecs.aliyuncs.com alone, by sts:AssumeRole, in version 1');
  }
}

function checkStatement(statement, path, allowed, report) {
  const actions = [statement.Action ?? []].flat();
  if (statement.Effect !== 'Allow' || statement.version !== '1' || actions.length !== 1 || !ACTIONS.includes(actions[0])
    || Object.keys(statement).some((key) => !['Effect', 'Action', 'Resource', 'version'].includes(key))) {
    report(path, `a host may ${ACTIONS.join(' and ')}, each in a statement of its own, and nothing else: ${actions.join(', ')}`);
    return;
  }
  const resources = [statement.Resource ?? []].flat();
  if (resources.length === 0) {
    report(path, `${actions[0]} names no resource`);
  }
  for (const resource of resources) {
    const text = functionOf(resource) === 'Fn::Sub' ? resource['Fn::Sub'] : resource;
    const { secret } = RESOURCES[actions[0]].exec(String(text))?.groups ?? {};
    if (secret === undefined || !secret.includes('${ALIYUN::StackId}')) {
      report(path, `${text} is more than one secret of this stack`);
    } else {
      (allowed[actions[0]] ??= new Set()).add(secret);
    }
  }
}

/** Both ways: what a command names its host may read, and nothing more. */
function checkAgainstHosts(id, allowed, template, path, report) {
  const hosts = Object.entries(template.resources)
    .filter(([, each]) => each.Properties?.RamRoleName?.Ref === id).map(([name]) => name);
  if (hosts.length === 0) {
    report(path, `no host has the role ${id}`);
  }
  const needed = namedOn(hosts, template);
  for (const action of ACTIONS) {
    const may = allowed[action] ?? new Set();
    for (const secret of [...needed].filter((each) => !may.has(each))) {
      report(path, `${id} may not ${action} ${secret}, which a command on ${hosts.join(', ')} names`);
    }
    for (const secret of [...may].filter((each) => !needed.has(each))) {
      report(path, `${id} may ${action} ${secret}, which no command on its hosts names`);
    }
  }
}

/** The secrets that commands on these hosts name, as the template writes them. */
function namedOn(hosts, template) {
  const named = new Set();
  const names = Object.values(template.resources).filter((each) => each.Type === 'ALIYUN::OOS::SecretParameter')
    .map((each) => each.Properties?.SecretParameterName?.['Fn::Sub'] ?? each.Properties?.SecretParameterName);
  for (const command of Object.values(template.resources).filter((each) => each.Type in COMMANDS)) {
    const on = referencesIn(command.Properties?.InstanceIds ?? []).map(({ name }) => name);
    const text = JSON.stringify(command.Properties?.CommandContent ?? '');
    if (on.some((host) => hosts.includes(host))) {
      names.filter((name) => typeof name === 'string' && text.includes(`=${name}\\n`)).forEach((name) => named.add(name));
    }
  }
  return named;
}
