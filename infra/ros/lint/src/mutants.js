// Copies of the template with one fault each, made systematically, by kind. `npm run mutants` counts what the lint finds.
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { readFileSync } from 'node:fs';
import { RULES } from './lint.js';
import { parseTemplate } from './template.js';

const text = readFileSync(new URL('../../tandem.yml', import.meta.url), 'utf8');
const document = parseDocument(text);

/** Calls visit(node, path, key) for every value, with the node of its key. */
function each(node, visit, path = [], key = undefined) {
  visit(node, path, key);
  if (isMap(node)) {
    node.items.forEach((pair) => each(pair.value, visit, [...path, String(pair.key)], pair.key));
  } else if (isSeq(node)) {
    node.items.forEach((item, index) => each(item, visit, [...path, index]));
  }
}

const spliced = (node, to) => text.slice(0, node.range[0]) + to + text.slice(node.range[1]);
const source = (node) => text.slice(node.range[0], node.range[1]);
const misspelt = (word) => (word.length > 2 ? word.slice(0, -2) + word.at(-1) + word.at(-2) : `${word}x`);
const spoilt = (word) => (misspelt(word) === word ? `${word}x` : misspelt(word));
const inLanguage = (path) => path.some((part) => ['Label', 'Description', 'ConstraintDescription', 'en', 'zh-cn'].includes(part));
const isPlain = (node) => isScalar(node) && !isAlias(node) && !/^[|>]/.test(source(node));
const resourceLeaf = (node, path) => isPlain(node) && path[0] === 'Resources' && path.includes('Properties') && !path.includes('CommandContent');
const isFunction = (path) => path.some((part) => part === 'Ref' || String(part).startsWith('Fn::'));
/** What only people read. */
const FREE = ['Description', 'VpcName', 'VSwitchName', 'SecurityGroupName', 'InstanceName', 'LoadBalancerName', 'Remark', 'AccountDescription', 'Name', 'RoleName', 'PolicyName', 'DBInstanceDescription'];
const isFree = (path) => path.some((part) => FREE.includes(part));

const KINDS = {
  'keys and enumerations of sections': (add) => {
    document.contents.items.forEach((pair) => add(spliced(pair.key, spoilt(String(pair.key))), `section ${pair.key}`));
    add(text.replace("'2015-09-01'", "'2015-09-02'"), 'format version');
    each(document.contents, (node, path, key) => {
      const [section, , third] = path;
      if (key && ((['Parameters', 'Outputs'].includes(section) && path.length === 3) || (section === 'Metadata' && path.length === 3)
        || (section === 'Resources' && path.length === 3) || (section === 'Parameters' && path[2] === 'AssociationPropertyMetadata' && path.length === 4))) {
        add(spliced(key, spoilt(String(key))), path.join('.'));
      }
      if (section === 'Parameters' && ['Type', 'AssociationProperty', 'NoEcho'].includes(third) && isPlain(node)) {
        add(spliced(node, spoilt(source(node))), `${path.join('.')} value`);
      }
      if (section === 'Parameters' && path[2] === 'AssociationPropertyMetadata' && path.length === 4) {
        add(spliced(node, source(node).startsWith('${') ? '${Zonen}' : spoilt(source(node).replace(/'/g, ''))), `${path.join('.')} value`);
      }
    });
  },
  'words without quotes (YAML 1.1)': (add) => {
    each(document.contents, (node, path) => {
      if (isPlain(node) && !inLanguage(path) && !path.includes('CommandContent')) {
        const word = source(node);
        if (word === 'true' || word === 'false') {
          [word === 'true' ? 'yes' : 'no', word === 'true' ? 'on' : 'off'].forEach((other) => add(spliced(node, other), `${path.join('.')} ${other}`));
        } else if (/^'(on|off|yes|no|[0-9:.-]+)'$/.test(word)) {
          add(spliced(node, word.slice(1, -1)), `${path.join('.')} unquoted`);
        } else if (['auto', 'always', 'a', 'b'].includes(word)) {
          add(spliced(node, 'on'), `${path.join('.')} on`);
        }
      }
    });
  },
  'enumerations, classes, units and times': (add) => {
    each(document.contents, (node, path) => {
      if (!resourceLeaf(node, path) || isFunction(path) || isFree(path) || path.includes('PolicyDocument') || path.includes('AssumeRolePolicyDocument') || path.at(-1) === 'CidrBlock') {
        return;
      }
      const word = source(node);
      if (/^-?[0-9]+$/.test(word)) {
        [`${word}000000`, '-7', 'many'].forEach((other) => add(spliced(node, other), `${path.join('.')} ${other}`));
      } else if (!['true', 'false'].includes(word)) {
        add(spliced(node, spoilt(word.replace(/'/g, ''))), `${path.join('.')} misspelt`);
        add(spliced(node, 'Otherwise'), `${path.join('.')} otherwise`);
      } else {
        add(spliced(node, 'perhaps'), `${path.join('.')} perhaps`);
      }
    });
    for (const [parameter, values] of Object.entries({ InstanceType: ['ecs.g8y.large', 'ecs.c7', 'c7.large'], DBInstanceClass: ['mysql.n2e', 'pg.n2.small.1', 'mysql small'], ImageId: ['aliyun_3_arm64_20G_alibase_', 'ubuntu'] })) {
      each(document.contents, (node, path) => path.join('.') === `Parameters.${parameter}.Default` && values.forEach((value) => add(spliced(node, value), `${parameter} ${value}`)));
    }
    ['READY_SECONDS=300', 'READY_SECONDS=900', 'TANDEM_HTTP_STOP_NOTICE=12S', 'SettleSeconds:\n                  Fn::If: [OrderBalanced, 15, 0]'].forEach((from) =>
      add(text.replace(from, from.replace(/[0-9]+(?=S?$|, 0])/, '7')), from));
  },
  'who signals and how often': (add) => {
    for (const role of ['Migrated', 'Ready']) {
      for (const revision of 'AB') {
        const other = role === 'Migrated' ? 'Ready' : 'Migrated';
        const swap = revision === 'A' ? 'B' : 'A';
        each(document.contents, (node, path, key) => {
          const at = path.join('.');
          if (at === `Resources.${role}${revision}.Properties.Count`) {
            add(spliced(node, '7'), at);
            add(spliced(node, '2'), `${at} 2`);
          } else if (at === `Resources.${role}${revision}.Properties.Handle.Ref`) {
            add(spliced(node, `${other}Handle${revision}`), at);
            add(spliced(node, `${role}Handle${swap}`), `${at} revision`);
          } else if (at === `Resources.${role}${revision}.Condition` || at === `Resources.${role}Handle${revision}.Condition`) {
            add(spliced(node, `Revision${swap}`), at);
          } else if (at === `Resources.${role}${revision}.Properties.Handle` && key) {
            add(spliced(key, 'Handel'), `${at} key`);
          }
        });
      }
    }
    each(document.contents, (node, path) => {
      if (isScalar(node) && ['MigratedHandleA', 'MigratedHandleB', 'ReadyHandleA', 'ReadyHandleB'].includes(node.value) && path.includes('CommandContent')) {
        add(spliced(node, node.value.startsWith('Ready') ? node.value.replace('Ready', 'Migrated') : node.value.replace('Migrated', 'Ready')), path.slice(0, 2).join('.'));
      }
      if (isScalar(node) && path.at(-2) === 'Fn::Add' ) {
        add(spliced(node, '1'), path.join('.'));
      }
      if (path.at(-1) === 'Ref' && path.includes('Fn::Add')) {
        add(spliced(node, 'PackageVersion'), path.join('.'));
      }
    });
    each(document.contents, (node, path) => {
      if (path.at(-1) === 'InstanceIds' && path[0] === 'Resources') {
        const [, id] = /\[(\w+),/.exec(source(node)) ?? [];
        add(spliced(node, source(node).replace(id, id === 'OrderHost1' ? 'LogisticsHost1' : 'OrderHost1')), path.join('.'));
      }
    });
  },
  'conditions and branches': (add) => {
    each(document.contents, (node, path) => {
      if (path[0] === 'Conditions' && path.length === 2) {
        add(spliced(node, `Fn::Not: ${path[1]}\n`), `${path[1]} of itself`);
        add(spliced(node, "Fn::Equals: ['1', '2']\n"), `${path[1]} never`);
      }
      if (path[0] === 'Conditions' && isScalar(node) && path.length > 2) {
        add(spliced(node, node.value === 1 ? '9' : 'Otherwise'), path.join('.'));
      }
      if (path.at(-1) === 'Fn::If' && isSeq(node)) {
        const [, yes, no] = node.items;
        const [first, second] = [text.slice(...yes.range), text.slice(...no.range)];
        if (first !== second) {
          add(text.slice(0, yes.range[0]) + second + text.slice(yes.range[1], no.range[0]) + first + text.slice(no.range[1]), `${path.join('.')} swapped`);
        }
        add(spliced(node.items[0], node.items[0].value === 'DatabaseTls' ? 'HasCertificate' : 'DatabaseTls'), `${path.join('.')} another condition`);
      }
      if (path[0] === 'Resources' && path[2] === 'Condition') {
        add(spliced(node, node.value === 'DatabaseTls' ? 'HasCertificate' : 'DatabaseTls'), `${path.join('.')} another`);
      }
    });
  },
  networks: (add) => {
    each(document.contents, (node, path) => {
      if (resourceLeaf(node, path) && /^[0-9.]+\/[0-9]+(,|$)/.test(source(node))) {
        const block = source(node).split(',')[0];
        const [address] = block.split('/');
        for (const other of [`${address}/1`, '0.0.0.0/1', '8.0.0.0/8', `${address}/33`, '192.168.7.5/24', '10.9.0.0/24', '300.1.1.0/24', address]) {
          if (other !== block) {
            add(spliced(node, source(node).replace(block, other)), `${path.join('.')} ${other}`);
          }
        }
      }
      if (path.at(-1) === 'PortRange') {
        ['1/65535', '22/22', '80/79', '80', '-1/-1', '0/0'].forEach((other) => add(spliced(node, other), `${path.join('.')} ${other}`));
      }
      if (path.at(-1) === 'IpProtocol') {
        ['all', 'udp'].forEach((other) => add(spliced(node, other), `${path.join('.')} ${other}`));
      }
      if (path.at(-1) === 'SourceCidrIp' && !isScalar(node)) {
        add(spliced(node, '0.0.0.0/0'), `${path.join('.')} open`);
      }
    });
  },
  'RAM policies': (add) => {
    each(document.contents, (node, path) => {
      const inPolicy = path.includes('PolicyDocument') || path.includes('AssumeRolePolicyDocument');
      const at = path.join('.');
      if (inPolicy && isScalar(node)) {
        const others = path.includes('Resource') ? ['"*"', 'acs:kms:*:*:secret/*', 'acs:oos:*:*:secretparameter/tandem-x', source(node).replace('${ALIYUN::StackId}', '*'), source(node).replace(/mysql-order|mysql-logistics|mysql-migrate|app-demo|rocketmq/, 'x')]
          : path.includes('Action') ? ['"*"', 'oos:*', 'kms:Decrypt', 'ram:PassRole']
            : path.includes('Service') ? ['ros.aliyuncs.com', 'fc.aliyuncs.com', '"*"'] : path.at(-1) === 'Effect' ? ['Deny'] : ["'2'"];
        others.filter((other) => other !== source(node)).forEach((other) => add(spliced(node, other), `${at} ${other}`));
      }
      if (/RamRoleName\.Ref$/.test(at)) {
        ['OrderRole', 'LogisticsRole', 'MigrationRole'].filter((role) => role !== node.value).forEach((role) => add(spliced(node, role), `${at} ${role}`));
      }
      if (/Resources\.\w+Secret\.Properties\.Value/.test(at) && path.at(-1) === 'Ref') {
        ['OrderDBPassword', 'LogisticsDBPassword', 'AppDemoPassword', 'DBPassword'].filter((name) => name !== node.value).forEach((name) => add(spliced(node, name), `${at} ${name}`));
      }
    });
  },
  'patterns and plain http': (add) => {
    each(document.contents, (node, path) => {
      if (path[2] === 'AllowedPattern') {
        const pattern = source(node);
        for (const other of [pattern.replace('^', ''), pattern.replace(/\$$/, ''), '^.*\\n?$', '^[^<>]+$', '^\\S+$', '^[\\s\\S]{1,64}$', '^[^"]*$', pattern.replace(/\[A-Za-z0-9[^\]]*\]/, '[^ ]')]) {
          if (other !== pattern) {
            add(spliced(node, other.includes('"') || other.includes(': ') ? `'${other.replace(/'/g, "''")}'` : other), `${path.join('.')} ${other}`);
          }
        }
      }
      if (path[2] === 'AllowedPattern' && source(node).includes('https://')) {
        ['^https?://[a-z./]+$', '^http://[a-z./]+$'].forEach((other) => add(spliced(node, other), `${path.join('.')} ${other}`));
      }
    });
    add(text.replace('https://oos-vpc.', 'http://oos-vpc.'), 'parameter store');
    add(text.replace("--proto '=https,file'", "--proto '=http,https,file'"), 'curl');
    add(text.replace('https://ecs-workbench', 'http://ecs-workbench'), 'workbench');
    add(text.replace('Protocol: https', 'Protocol: http'), 'listener');
  },
  'names of the contract': (add) => {
    const words = ['ROCKETMQ_ORDER_TOPIC', 'ROCKETMQ_LOGISTIC_CONSUMER_GROUP', 'rocketmq_transaction_db', 'tandem_order_a', 'tandem_order_b',
      'tandem_logistics_a', 'tandem_logistics_b', '-mysql-order', '-mysql-logistics', '-mysql-migrate', '-app-demo', '-rocketmq', 'MYSQL_HOST=',
      'MYSQL_PORT=', 'MYSQL_DB=', 'MYSQL_USER=', 'MYSQL_SSL_MODE=', 'APP_DEMO_ROCKETMQ_ENDPOINT=', 'APP_DEMO_ROCKETMQ_USERNAME=', 'APP_DEMO_USERNAME=',
      'LOGISTICS_URL=', 'QUARKUS_HTTP_HOST=', 'QUARKUS_HTTP_PORT=80', 'QUARKUS_MANAGEMENT_PORT=9080', 'MYSQL_PASSWORD=', 'APP_DEMO_PASSWORD=',
      'APP_DEMO_ROCKETMQ_PASSWORD=', 'MYSQL_ORDER_USER=', 'MYSQL_LOGISTICS_USER=', '/q/health/ready', '9080/9080', 'Port: 9080', 'BackendServerPort: 80', 'order-native-$', 'logistics-native-$', 'tandem-migrate-$',
      '${OrderPackageSha256}', '${LogisticsPackageSha256}', '${MigratePackageSha256}', 'MessageType: TRANSACTION', 'MaxRetryTimes: 5', 'utf8mb4'];
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const lineStart = text.lastIndexOf('\n', at) + 1;
        if (/^\s*#/.test(text.slice(lineStart, at)) || text.slice(lineStart, at).includes('DBPassword') || /DBName|:\s*$/.test(text.slice(at + word.length, at + word.length + 1))) {
          continue;
        }
        const letters = word.search(/[A-Za-z0-9][^A-Za-z0-9]*$/);
        const digit = /[0-9]/.test(word[letters]);
        const other = word.slice(0, letters) + (digit ? (Number(word[letters]) + 1) % 10 : word[letters] === 'x' ? 'y' : 'x') + word.slice(letters + 1);
        add(text.slice(0, at) + other + text.slice(at + word.length), `${word} at ${text.slice(0, at).split('\n').length}`);
      }
    }
  },
};

/** Every mutant of every kind: { kind, what, copy }; one that is the template itself, or one like it, is none. */
export function mutants() {
  const all = [];
  for (const [kind, make] of Object.entries(KINDS)) {
    const seen = new Set([text]);
    make((copy, what) => {
      if (!seen.has(copy)) {
        seen.add(copy);
        all.push({ kind, what, copy });
      }
    });
  }
  return all;
}

/** Cheap rules first; one finding is enough. */
export function isFound(copy) {
  let template;
  try {
    template = parseTemplate(copy);
  } catch {
    return 'unreadable';
  }
  for (const [rule, check] of Object.entries(RULES).sort(([a], [b]) => COST.indexOf(a) - COST.indexOf(b))) {
    let found = false;
    check(template, () => { found = true; });
    if (found) {
      return rule;
    }
  }
  return undefined;
}

const COST = ['order', 'contract', 'commands'];

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [, , only, step = 1] = process.argv;
  const counts = {};
  for (const { kind, what, copy } of mutants().filter((each, index) => (!only || only === 'all' || each.kind.includes(only)) && index % step === 0)) {
    const rule = isFound(copy);
    const count = (counts[kind] ??= { tried: 0, found: 0 });
    count.tried++;
    if (rule) {
      count.found++;
    } else {
      console.log(`missed: ${kind}: ${what}`);
    }
  }
  for (const [kind, { tried, found }] of Object.entries(counts)) {
    console.log(`${kind}: ${found} of ${tried}`);
  }
}
