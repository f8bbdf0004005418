// Types whose CDK package is not to be had from the npm registry, written down from their reference pages
// (help.aliyun.com/zh/ros/developer-reference/aliyun-oos-secretparameter, aliyun-slb-loadbalancer, aliyun-slb-listener,
// aliyun-slb-backendserverattachment; read in November 2026), and what those packages leave out.

const required = (rule) => ({ ...rule, required: true });
const text = (min, max, pattern) => ({ type: 'string', length: { min, max }, pattern });
const oneOf = (...allowed) => ({ type: 'string', allowed });
const number = (min, max) => ({ type: 'number', range: { min, max } });
const string = { type: 'string' };
const boolean = { type: 'boolean' };
const object = (fields) => ({ type: 'object', fields });
const list = (items, max) => ({ type: 'list', items, length: { max } });
const tags = (max) => list(object({ Key: required(text(1, 128)), Value: text(0, 128) }), max);

export const SUPPLEMENT = {
  'ALIYUN::OOS::SecretParameter': {
    fields: {
      SecretParameterName: required(text(1, 180, '^(?!aliyun|acs|alibaba|alicloud|oos|ALIYUN|ACS|ALIBABA|ALICLOUD|OOS)[A-Za-z0-9_-]+$')),
      Value: required(text(1, 4096)),
      Description: text(0, 200),
      Constraints: { type: 'map', items: { type: 'any' } },
      KeyId: string,
      ResourceGroupId: string,
      Tags: tags(20),
    },
    attributes: ['SecretParameterId', 'SecretParameterName', 'KeyId', 'Description', 'CreatedBy', 'CreateTime', 'UpdatedBy',
      'UpdatedDate', 'ParameterVersion', 'ResourceGroupId', 'ShareType', 'Tags', 'Type', 'Constraints'],
  },
  'ALIYUN::SLB::LoadBalancer': {
    fields: {
      LoadBalancerName: text(1, 80, '^[A-Za-z0-9/._-]+$'),
      AddressType: oneOf('internet', 'intranet'),
      AddressIPVersion: oneOf('ipv4', 'ipv6'),
      InternetChargeType: oneOf('paybybandwidth', 'paybytraffic'),
      InstanceChargeType: oneOf('PayBySpec', 'PayByCLCU'),
      LoadBalancerSpec: string,
      PayType: oneOf('PayOnDemand', 'PrePay'),
      PricingCycle: oneOf('month', 'year'),
      Duration: number(1, 9),
      AutoPay: boolean,
      AutoRenew: boolean,
      AutoRenewPeriod: number(1),
      Bandwidth: number(1, 10000),
      VpcId: string,
      VSwitchId: string,
      MasterZoneId: string,
      SlaveZoneId: string,
      DeletionProtection: boolean,
      ModificationProtectionReason: string,
      ModificationProtectionStatus: oneOf('NonProtection', 'ConsoleProtection'),
      ResourceGroupId: string,
      Tags: tags(20),
    },
    attributes: ['LoadBalancerId', 'LoadBalancerName', 'IpAddress', 'AddressType', 'AddressIPVersion', 'NetworkType', 'VpcId',
      'VSwitchId', 'OrderId', 'SlaveZoneId', 'MasterZoneId', 'LoadBalancerSpec', 'PayType', 'Bandwidth', 'ResourceGroupId'],
  },
  'ALIYUN::SLB::BackendServerAttachment': {
    fields: {
      LoadBalancerId: required(string),
      BackendServerList: list(string),
      BackendServerWeightList: list({ type: 'number', range: { min: 0, max: 100 } }),
      BackendServers: list(object({
        ServerId: required(string),
        Weight: required(number(0, 100)),
        Type: oneOf('ecs', 'eni', 'eci'),
        ServerIp: string,
        Description: text(1, 80),
      }), 20),
    },
    attributes: ['BackendServers', 'LoadBalancerId'],
  },
  'ALIYUN::SLB::Listener': {
    fields: {
      LoadBalancerId: required(string),
      Protocol: required(oneOf('tcp', 'udp', 'http', 'https')),
      ListenerPort: required(number(1, 65535)),
      Bandwidth: required(number(-1, 10000)),
      BackendServerPort: number(1, 65535),
      Scheduler: oneOf('wrr', 'rr', 'wlc', 'sch', 'tch', 'qch'),
      ServerCertificateId: string,
      CACertificateId: string,
      TLSCipherPolicy: oneOf('tls_cipher_policy_1_0', 'tls_cipher_policy_1_1', 'tls_cipher_policy_1_2',
        'tls_cipher_policy_1_2_strict', 'tls_cipher_policy_1_2_strict_with_1_3'),
      EnableHttp2: oneOf('on', 'off'),
      Gzip: oneOf('on', 'off'),
      HttpConfig: object({ ListenerForward: oneOf('on', 'off'), ForwardPort: number(1, 65535) }),
      HealthCheck: object({
        Switch: oneOf('on', 'off'),
        HealthCheckType: oneOf('tcp', 'http'),
        Domain: string,
        Port: number(1, 65535),
        URI: text(1, 80, '^/'),
        HttpCode: string,
        Interval: number(1, 50),
        Timeout: number(1, 300),
        HealthyThreshold: number(2, 10),
        UnhealthyThreshold: number(2, 10),
      }),
      Persistence: { type: 'map', items: { type: 'any' } },
      RequestTimeout: number(1, 180),
      IdleTimeout: number(1, 60),
      AclStatus: oneOf('on', 'off'),
      AclType: oneOf('white', 'black'),
      AclId: string,
      AclIds: list(string),
      VServerGroupId: string,
      MasterSlaveServerGroupId: string,
      Description: text(1, 80),
      PortRange: list({ type: 'any' }),
      StartListener: boolean,
      ProxyProtocolV2Enabled: boolean,
      FullNatEnabled: boolean,
      ConnectionDrain: oneOf('on', 'off'),
      ConnectionDrainTimeout: number(10, 900),
      Tags: tags(20),
    },
    attributes: ['LoadBalancerId', 'ListenerPorts', 'ListenerPortsAndProtocol'],
  },
};

/** In no list of attributes, yet four of Alibaba Cloud's own templates read them; the instance's user and password. */
export const UNLISTED_ATTRIBUTES = { 'ALIYUN::ROCKETMQ5::Instance': ['UserName', 'Password'] };
