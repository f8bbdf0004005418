// What the service does with a changed property. A property that is not listed is not updatable.
//
// Sources, read in November 2026: the reference pages of the types (help.aliyun.com/zh/ros/developer-reference/aliyun-…, the
// column "Updatable"), the comments of the pinned CDK packages, and for OOS the Terraform provider. Where a source names no
// answer the property is left out: the planner then reports an update as refused that the service may take, never the reverse.

const POLICY_BOUND = ['InstanceType', 'ImageId', 'SystemDiskSize', 'SystemDiskCategory', 'Password', 'UserData',
  'InternetChargeType', 'InternetMaxBandwidthOut', 'InternetMaxBandwidthIn'];

export const UPDATABLE = {
  'ALIYUN::ECS::VPC': ['VpcName', 'Description', 'Tags'],
  'ALIYUN::ECS::VSwitch': ['VSwitchName', 'Description', 'Tags'],
  'ALIYUN::ECS::SecurityGroup': ['SecurityGroupName', 'Description', 'SecurityGroupIngress', 'SecurityGroupEgress', 'Tags'],
  'ALIYUN::ECS::InstanceGroup': ['MaxAmount', 'UpdatePolicy', 'Tags', ...POLICY_BOUND],
  'ALIYUN::ECS::RunCommand': ['CommandContent', 'InstanceIds', 'Parameters', 'Timeout', 'RunAgainOn', 'Tags'],
  'ALIYUN::ECS::RunCommandOfLifespan': ['CommandContent', 'CommandContentOnDeletion', 'Timeout', 'Tags'],
  'ALIYUN::RDS::DBInstance': ['DBInstanceClass', 'DBInstanceStorage', 'SecurityIPList', 'DBInstanceDescription', 'Tags'],
  'ALIYUN::RDS::Account': ['AccountDescription'],
  'ALIYUN::ROCKETMQ5::Instance': ['InstanceName', 'Remark'],
  'ALIYUN::ROCKETMQ5::Topic': ['Remark'],
  'ALIYUN::ROCKETMQ5::ConsumerGroup': ['ConsumeRetryPolicy', 'DeliveryOrderType', 'Remark'],
  'ALIYUN::OOS::SecretParameter': ['Value', 'Description', 'Tags'],
  'ALIYUN::RAM::Role': ['Description', 'AssumeRolePolicyDocument', 'Policies'],
  'ALIYUN::ROS::WaitCondition': ['Count'],
  'ALIYUN::ROS::WaitConditionHandle': ['Mode', 'Count'],
  'ALIYUN::SLB::LoadBalancer': ['LoadBalancerName', 'InternetChargeType', 'Bandwidth', 'LoadBalancerSpec', 'Tags'],
  'ALIYUN::SLB::BackendServerAttachment': ['BackendServerList', 'BackendServers', 'BackendServerWeightList'],
  'ALIYUN::SLB::Listener': ['Bandwidth', 'Scheduler', 'HealthCheck', 'ServerCertificateId', 'TLSCipherPolicy', 'HttpConfig'],
};

/** With UpdatePolicy ForNewInstances, which is the default, these reach only instances that are made later (CDK). */
export const ONLY_NEW_INSTANCES = { 'ALIYUN::ECS::InstanceGroup': POLICY_BOUND };

/** With ForAllInstances, these stop the host: another type or another system disk. */
export const STOPS_THE_HOST = { 'ALIYUN::ECS::InstanceGroup': ['InstanceType', 'ImageId', 'SystemDiskSize', 'SystemDiskCategory'] };

/**
 * A command runs when it is created. What an update makes of it: the properties whose change runs it again, and whether a
 * document says so. RunCommand's RunAgainOn knows Delete alone.
 */
export const COMMANDS = {
  'ALIYUN::ECS::RunCommand': { runsOnChangeOf: [] },
  'ALIYUN::ECS::RunCommandOfLifespan': { runsOnChangeOf: ['CommandContent'] },
};

/** What fails even with ReplacementOption Enabled, because the new one is made before the old one goes. */
export const CANNOT_BE_REPLACED = {
  'ALIYUN::RDS::Account': 'an account of this name exists already',
  'ALIYUN::ROCKETMQ5::Topic': 'a topic of this name exists already',
  'ALIYUN::ROCKETMQ5::ConsumerGroup': 'a group of this name exists already',
  'ALIYUN::OOS::SecretParameter': 'a parameter of this name exists already',
  'ALIYUN::RAM::Role': 'a role of this name exists already',
};
