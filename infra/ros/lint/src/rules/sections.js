// The template's own sections: their keys, their enumerations, and what YAML makes of words without quotes.
import { isScalar, visit } from 'yaml';
import { functionOf } from '../functions.js';
import { closest } from '../spelling.js';

const SECTIONS = ['ROSTemplateFormatVersion', 'Transform', 'Description', 'Conditions', 'Mappings', 'Parameters', 'Resources', 'Outputs', 'Metadata', 'Rules', 'Locals', 'Workspace'];
const PARAMETER_KEYS = ['Type', 'Default', 'AllowedValues', 'AllowedPattern', 'MaxLength', 'MinLength', 'MaxValue', 'MinValue', 'NoEcho', 'Description',
  'ConstraintDescription', 'Label', 'AssociationProperty', 'AssociationPropertyMetadata', 'Confirm', 'TextArea', 'Required', 'Placeholder'];
const OUTPUT_KEYS = ['Description', 'Label', 'Value', 'Condition', 'NoEcho'];
const LANGUAGES = ['en', 'zh-cn', 'zh-tw', 'ja'];
const INTERFACE_KEYS = ['ParameterGroups', 'TemplateTags', 'Hidden', 'CustomMessages'];
/** Those that these resources need (help.aliyun.com/zh/ros/user-guide/associationproperty-and-associationpropertymetadata), and their metadata. */
const ASSOCIATIONS = {
  'ALIYUN::ECS::Instance::ZoneId': ['AutoSelectFirst', 'RegionId', 'ExclusiveTo', 'ShowRandom', 'InstanceType'],
  'ALIYUN::ECS::ZoneId': ['AutoSelectFirst', 'RegionId'],
  'ALIYUN::ECS::Instance::InstanceType': ['InstanceChargeType', 'SystemDiskCategory', 'ZoneId', 'RegionId', 'SpotStrategy', 'Constraints'],
  'ALIYUN::ECS::Instance::Password': [],
  'ALIYUN::ECS::Instance::ImageId': ['RegionId', 'InstanceType'],
  'ALIYUN::ECS::Image::ImageId': ['RegionId', 'InstanceType'],
  'ALIYUN::ECS::VPC::VPCId': ['RegionId'],
  'ALIYUN::ECS::VSwitch': ['VpcId', 'ZoneId'],
  'ALIYUN::VPC::VSwitch::VSwitchId': ['VpcId', 'ZoneId', 'RegionId'],
  'ALIYUN::ECS::SecurityGroup::SecurityGroupId': ['VpcId', 'RegionId'],
  'ALIYUN::RDS::Instance::InstanceType': ['Engine', 'Category', 'EngineVersion', 'ZoneId', 'CommodityCode', 'DBInstanceStorageType', 'OrderType', 'RegionId', 'DispenseMode'],
  'ALIYUN::RDS::Instance::AccountPassword': [],
  'ALIYUN::RDS::Instance::InstanceId': ['RegionId'],
};
/** What YAML 1.1 takes for a boolean, a number to the base of 60, an octal number, a date or nothing, and YAML 1.2 for text. */
const AMBIGUOUS = [
  [/^(y|Y|n|N|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/, 'a boolean'],
  [/^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/, 'a number to the base of 60'],
  [/^[-+]?0[0-9_]+$/, 'an octal number'],
  [/^[-+]?[0-9]+_[0-9_]*$/, 'a number'],
  [/^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?$/, 'a date'],
];

export function checkSections(template, report) {
  keys(template.data, SECTIONS, [], 'a template', report);
  if (template.data.ROSTemplateFormatVersion !== '2015-09-01') {
    report(['ROSTemplateFormatVersion'], "ROSTemplateFormatVersion has to be the text '2015-09-01'");
  }
  if (template.data.Resources === undefined) {
    report([], 'a template needs Resources');
  }
  texts(template.data.Description, ['Description'], report);
  for (const [name, parameter] of Object.entries(template.parameters)) {
    checkParameter(name, parameter, template, report);
  }
  for (const [name, output] of Object.entries(template.outputs)) {
    keys(output, OUTPUT_KEYS, ['Outputs', name], 'an output', report);
    if (output?.Value === undefined) {
      report(['Outputs', name], `the output ${name} has no Value`);
    }
    if (output?.Condition !== undefined && !(output.Condition in template.conditions)) {
      report(['Outputs', name], `there is no condition ${output.Condition}`);
    }
    ['Label', 'Description'].forEach((key) => texts(output?.[key], ['Outputs', name, key], report));
  }
  keys(template.metadata['ALIYUN::ROS::Interface'] ?? {}, INTERFACE_KEYS, ['Metadata', 'ALIYUN::ROS::Interface'], 'the interface', report);
  for (const [index, group] of (template.metadata['ALIYUN::ROS::Interface']?.ParameterGroups ?? []).entries()) {
    const path = ['Metadata', 'ALIYUN::ROS::Interface', 'ParameterGroups', index];
    keys(group, ['Parameters', 'Label'], path, 'a group', report);
    texts(group.Label?.default, path, report);
  }
  for (const key of Object.keys(template.metadata).filter((each) => !/^ALIYUN::ROS::/.test(each))) {
    report(['Metadata', key], `Metadata has no ${key}`);
  }
  checkScalars(template, report);
}

function keys(map, known, path, what, report) {
  for (const key of Object.keys(map ?? {}).filter((each) => !known.includes(each))) {
    report([...path, key], `${what} has no key ${key}${closest(key, known)}`);
  }
}

function texts(value, path, report) {
  if (value !== undefined && (value === null || typeof value !== 'object')) {
    if (typeof value !== 'string') {
      report(path, `${path.at(-1)} has to be text`);
    }
    return;
  }
  keys(value, LANGUAGES, path, 'a text', report);
}

function checkParameter(name, parameter, template, report) {
  const path = ['Parameters', name];
  keys(parameter, PARAMETER_KEYS, path, 'a parameter', report);
  ['Label', 'Description', 'ConstraintDescription'].forEach((key) => texts(parameter[key], [...path, key], report));
  for (const key of ['NoEcho', 'Confirm', 'TextArea', 'Required'].filter((each) => each in parameter && typeof parameter[each] !== 'boolean')) {
    report([...path, key], `${key} has to be true or false`);
  }
  const text = parameter.Type === 'String';
  for (const key of ['AllowedPattern', 'MinLength', 'MaxLength'].filter((each) => each in parameter && !text)) {
    report([...path, key], `${key} is for texts; ${name} is a ${parameter.Type}`);
  }
  for (const key of ['MinValue', 'MaxValue'].filter((each) => each in parameter && (parameter.Type !== 'Number' || typeof parameter[each] !== 'number'))) {
    report([...path, key], `${key} is a number, for numbers`);
  }
  if (parameter.MinValue > parameter.MaxValue || parameter.MinLength > parameter.MaxLength) {
    report(path, `${name} has a least value above its greatest`);
  }
  const fits = { String: 'string', Number: 'number', Boolean: 'boolean' }[parameter.Type];
  for (const [key, value] of [['Default', parameter.Default], ...(parameter.AllowedValues ?? []).map((each) => ['AllowedValues', each])]) {
    if (value !== undefined && fits && typeof value !== fits) {
      report([...path, key], `${key} of ${name} is ${JSON.stringify(value)}, and not a ${fits}`);
    }
  }
  if ('AllowedValues' in parameter && (!Array.isArray(parameter.AllowedValues) || new Set(parameter.AllowedValues).size !== parameter.AllowedValues.length)) {
    report([...path, 'AllowedValues'], 'AllowedValues has to be a list of different values');
  }
  checkAssociation(parameter, path, template, report);
}

function checkAssociation(parameter, path, template, report) {
  const property = parameter.AssociationProperty;
  const metadata = parameter.AssociationPropertyMetadata ?? {};
  if (property === undefined) {
    if ('AssociationPropertyMetadata' in parameter) {
      report(path, 'AssociationPropertyMetadata means nothing without AssociationProperty');
    }
    return;
  }
  if (!(property in ASSOCIATIONS)) {
    report([...path, 'AssociationProperty'], `${property} is no AssociationProperty${closest(String(property), Object.keys(ASSOCIATIONS))}`);
    return;
  }
  keys(metadata, ASSOCIATIONS[property], [...path, 'AssociationPropertyMetadata'], property, report);
  for (const [key, value] of Object.entries(metadata)) {
    const [, reference] = /^\$\{(.+)\}$/.exec(String(value)) ?? [];
    if (reference !== undefined && !(reference in template.parameters)) {
      report([...path, 'AssociationPropertyMetadata', key], `there is no parameter ${reference}`);
    } else if (reference === undefined && /^(ZoneId|RegionId|VpcId|InstanceType)$/.test(key) && property !== 'ALIYUN::ECS::Instance::ZoneId') {
      report([...path, 'AssociationPropertyMetadata', key], `${key} has to be \${a parameter}`);
    }
    // The console offers what the template orders.
    const ordered = orderedWith(key, template);
    if (reference === undefined && ordered.length > 0 && !ordered.includes(String(value))) {
      report([...path, 'AssociationPropertyMetadata', key], `the console offers ${key} ${value}, and the template orders ${ordered.join(', ')}`);
    }
  }
}

const ORDERED_KEYS = ['InstanceChargeType', 'SystemDiskCategory', 'Engine', 'Category', 'EngineVersion', 'DBInstanceStorageType'];

function orderedWith(key, template) {
  return ORDERED_KEYS.includes(key) ? [...new Set(Object.values(template.resources)
    .map((each) => each?.Properties?.[key]).filter((each) => each !== undefined && functionOf(each) === undefined).map(String))] : [];
}

function checkScalars(template, report) {
  visit(template.document, {
    Scalar(key, node) {
      const word = node.type === 'PLAIN' && typeof node.source === 'string' ? node.source : '';
      const [, kind] = AMBIGUOUS.find(([pattern]) => pattern.test(word)) ?? [];
      if (kind) {
        report([], `${word} without quotes is ${kind} in YAML 1.1: write '${word}'`, node);
      }
    },
    Pair(key, { key: name, value }) {
      if (isScalar(value) && value.value === null && value.source !== 'null' && !template.mayBeEmpty(name)) {
        report([], `${name} has no value`, isScalar(name) ? name : undefined);
      }
    },
  });
}
