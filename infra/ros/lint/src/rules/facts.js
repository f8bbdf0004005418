// What the reference pages say of values and the CDK has as text only: classes, categories, sizes, time-outs and units.
import { possibilities } from '../values.js';

const oneOf = (...allowed) => ({ test: (value) => allowed.includes(value), says: `is none of ${allowed.join(', ')}` });
const like = (pattern, says) => ({ test: (value) => pattern.test(String(value)), says });
const between = (min, max, unit = '') => ({
  test: (value) => /^-?[0-9]+$/.test(String(value)) && Number(value) >= min && Number(value) <= max, says: `is not a whole number from ${min} to ${max}${unit}`,
});
const CLOUD_DISK = oneOf('cloud_efficiency', 'cloud_ssd', 'cloud_essd', 'cloud_auto', 'cloud_essd_entry');
const ECS_CLASS = like(/^ecs\.(?![a-z]+[0-9]+[ry]\.)[a-z][a-z0-9-]*\.[a-z0-9-]*(nano|micro|small|medium|large|xlarge)$/, 'is no x86 instance type');
const LISTENER_TIME = between(1, 50, ' seconds');

const FACTS = {
  'ALIYUN::ECS::InstanceGroup': {
    InstanceType: ECS_CLASS,
    ImageId: like(/^(m-[a-z0-9]+|aliyun_[0-9]_x64_[0-9]+G_alibase_([0-9]{8}\.vhd)?)$/, 'is neither an image nor the beginning of an x86 Alibaba Cloud Linux'),
    InstanceChargeType: oneOf('PostPaid', 'PrePaid'),
    SystemDiskCategory: CLOUD_DISK,
    SystemDiskSize: between(20, 2048, ' GiB'),
    SystemDiskEncrypted: oneOf('true', 'false'),
    HttpEndpoint: oneOf('enabled', 'disabled'),
    HttpTokens: oneOf('required', 'optional'),
    InternetMaxBandwidthOut: between(0, 100, ' Mbit/s'),
    MaxAmount: between(1, 1000),
  },
  'ALIYUN::RDS::DBInstance': {
    Engine: oneOf('MySQL', 'SQLServer', 'PostgreSQL', 'MariaDB'),
    EngineVersion: oneOf('5.6', '5.7', '8.0'),
    Category: oneOf('Basic', 'HighAvailability', 'cluster', 'Finance', 'serverless_basic'),
    DBInstanceClass: like(/^(mysql|rds\.mysql|mariadb)\.[a-z][0-9a-z]*\.[a-z0-9]+(\.[a-z0-9]+)?$/, 'is no class of RDS MySQL'),
    DBInstanceStorage: { test: (value) => between(20, 6000).test(value) && Number(value) % 5 === 0, says: 'is not 20 to 6000 GB in steps of 5' },
    DBInstanceStorageType: oneOf('cloud_essd', 'cloud_essd2', 'cloud_essd3', 'cloud_ssd', 'local_ssd', 'general_essd'),
    DBInstanceNetType: oneOf('Intranet', 'Internet'),
    SSLSetting: oneOf('Disabled', 'EnabledForInnerConnection', 'EnabledForPublicConnection'),
    'DBMappings.*.CharacterSetName': oneOf('utf8', 'gbk', 'latin1', 'utf8mb4'),
    'DBMappings.*.DBName': like(/^[a-z][a-z0-9_-]{0,62}[a-z0-9]$/, 'is no name of a database'),
  },
  'ALIYUN::RDS::Account': {
    AccountName: like(/^[a-z][a-z0-9_]{0,30}[a-z0-9]$/, 'is no name of an account'),
    AccountType: oneOf('Normal', 'Super'),
  },
  'ALIYUN::ROCKETMQ5::Instance': {
    SeriesCode: oneOf('standard', 'professional', 'ultimate'),
    SubSeriesCode: oneOf('single_node', 'cluster_ha', 'serverless'),
    PaymentType: oneOf('PayAsYouGo', 'Subscription'),
    'ProductInfo.MsgProcessSpec': like(/^rmq\.(s1\.(micro|small|medium|large)|s2\.(xlarge|[246]xlarge|8xlarge|1[026]xlarge|[0-9]{2}xlarge)|[pu]2\.(x?large|[0-9]{1,2}xlarge))$/, 'is no class of RocketMQ 5'),
    'InternetInfo.InternetSpec': oneOf('enable', 'disable'),
    'InternetInfo.FlowOutType': oneOf('payByBandwidth', 'payByTraffic', 'uninvolved'),
  },
  'ALIYUN::ROCKETMQ5::Topic': { TopicName: like(/^[A-Za-z0-9_%-]{1,60}$/, 'is no name of a topic') },
  'ALIYUN::ROCKETMQ5::ConsumerGroup': {
    ConsumerGroupId: like(/^[A-Za-z0-9_%-]{1,60}$/, 'is no name of a group'),
    'ConsumeRetryPolicy.RetryPolicy': oneOf('DefaultRetryPolicy', 'FixedRetryPolicy'),
    'ConsumeRetryPolicy.MaxRetryTimes': between(0, 1000),
  },
  'ALIYUN::ECS::RunCommand': { Timeout: between(10, 86400, ' seconds'), Type: oneOf('RunShellScript') },
  'ALIYUN::ECS::RunCommandOfLifespan': { Timeout: between(10, 86400, ' seconds'), Type: oneOf('RunShellScript') },
  'ALIYUN::ROS::AutoEnableService': { ServiceName: oneOf('CDT', 'KMS', 'RocketMQ', 'ApiGateway', 'CloudStorageGateway', 'CMS', 'CR', 'DataHub', 'DataWorks', 'EDAS', 'EHPC', 'EMAS', 'FC', 'FNF', 'HBR', 'IMM', 'IOT', 'MNS', 'MSE', 'NAS', 'NLP', 'OSS', 'OTS', 'PrivateLink', 'PrivateZone', 'SAE', 'SLS', 'TrafficMirror', 'VS', 'Xtrace', 'ARMS', 'Prometheus', 'TransitRouter') },
  'ALIYUN::ROS::WaitConditionHandle': { Mode: oneOf('Increment', 'Full'), Count: between(-1, 1000) },
  'ALIYUN::ROS::WaitCondition': { Count: between(1, 1000), Timeout: between(60, 43200, ' seconds') },
  'ALIYUN::SLB::LoadBalancer': { Bandwidth: between(1, 10000), InternetChargeType: oneOf('paybytraffic', 'paybybandwidth') },
  'ALIYUN::SLB::Listener': {
    Bandwidth: { test: (value) => value === -1 || between(1, 10000).test(value), says: 'is neither -1 nor 1 to 10000 Mbit/s' },
    Scheduler: oneOf('wrr', 'rr', 'wlc'),
    TLSCipherPolicy: oneOf('tls_cipher_policy_1_2', 'tls_cipher_policy_1_2_strict', 'tls_cipher_policy_1_2_strict_with_1_3'),
    'HealthCheck.HttpCode': like(/^http_[2345]xx(,http_[2345]xx)*$/, 'is no list such as http_2xx,http_3xx'),
    'HealthCheck.URI': like(/^\/[A-Za-z0-9/._%?#&=-]*$/, 'is no path'),
    'HealthCheck.Interval': LISTENER_TIME,
    'HealthCheck.Timeout': LISTENER_TIME,
  },
};

export function checkFacts(template, report) {
  for (const [id, { Type: type, Properties: properties = {} }] of Object.entries(template.resources)) {
    for (const [key, fact] of Object.entries(FACTS[type] ?? {})) {
      for (const { value, path } of valuesAt(properties, key.split('.'), ['Resources', id, 'Properties'])) {
        for (const each of possibilities(value, template).values.filter((plain) => plain === null || typeof plain !== 'object')) {
          if (!fact.test(each)) {
            report(path, `${path.at(-1)} ${JSON.stringify(each)} ${fact.says}`);
          }
        }
      }
    }
  }
  checkTogether(template, report);
}

function valuesAt(value, [key, ...rest], path) {
  if (key === undefined) {
    return value === undefined ? [] : [{ value, path }];
  }
  const entries = key === '*' ? Object.entries(value ?? {}) : value !== null && typeof value === 'object' && key in value ? [[key, value[key]]] : [];
  return entries.flatMap(([each, inner]) => valuesAt(inner, rest, [...path, Array.isArray(value) ? Number(each) : each]));
}

/** Names that an account has once: roles, parameters of OOS. */
const NAMES = { 'ALIYUN::RAM::Role': 'RoleName', 'ALIYUN::OOS::SecretParameter': 'SecretParameterName' };

/** What is only wrong beside something else. */
function checkTogether(template, report) {
  const taken = new Map();
  for (const [id, { Type: type, Properties: properties = {} }] of Object.entries(template.resources).filter(([, each]) => each.Type in NAMES)) {
    const name = JSON.stringify([type, properties[NAMES[type]]]);
    if (taken.has(name)) {
      report(['Resources', id, 'Properties', NAMES[type]], `${id} has the name of ${taken.get(name)}`);
    }
    taken.set(name, id);
  }
  for (const [id, { Type: type, Properties: properties = {} }] of Object.entries(template.resources)) {
    const path = ['Resources', id, 'Properties'];
    const { HealthCheck: health } = properties;
    if (type === 'ALIYUN::SLB::Listener' && properties.HttpConfig?.ListenerForward !== 'on') {
      if (health?.Switch !== 'on' || health?.HealthCheckType !== 'http') {
        report(path, `${id} sends requests without asking its hosts over HTTP`);
      } else if (Number(health.Timeout) >= Number(health.Interval)) {
        report(path, `${id} waits longer for an answer than until the next question`);
      }
    }
    if (type === 'ALIYUN::RDS::DBInstance' && (properties.Category === 'Basic') === Boolean(properties.MultiAZ)) {
      report(path, `${id} is of category ${properties.Category} and MultiAZ ${properties.MultiAZ}`);
    }
    const databases = type === 'ALIYUN::RDS::DBInstance' && properties.Category === 'Basic' ? possibilities(properties.DBInstanceClass ?? '', template).values : [];
    for (const each of databases.filter((name) => name !== null && !/\.1$/.test(name))) {
      report(path, `${each} is no class of category Basic: these end in .1`);
    }
    if (type === 'ALIYUN::ROCKETMQ5::Instance' && (properties.InternetInfo?.InternetSpec === 'disable') !== (properties.InternetInfo?.FlowOutType === 'uninvolved')) {
      report(path, `${id} has InternetSpec ${properties.InternetInfo?.InternetSpec} and FlowOutType ${properties.InternetInfo?.FlowOutType}`);
    }
    const classes = possibilities(properties.ProductInfo?.MsgProcessSpec ?? '', template).values;
    for (const each of type === 'ALIYUN::ROCKETMQ5::Instance' && properties.SeriesCode === 'standard' ? classes : []) {
      if (!/^rmq\.s/.test(each)) {
        report(path, `${each} is no class of series ${properties.SeriesCode}`);
      }
    }
  }
}
