// Every fault that the lint is there for, put into a copy of the template, has to be found, by its rule and in its place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edited, findings, text } from './copies.js';

const after = (anchor, from, to) => () => edited(`  ${anchor}:`, from, to);

const FAULTS = [
  // types, keys, values
  ['an unknown resource type', 'properties', /no known resource type/, after('Vpc', 'ALIYUN::ECS::VPC', 'ALIYUN::ECS::VPCC')],
  ['a misspelt optional key', 'properties', /no property VpcNam; is VpcName meant/, after('Vpc', 'VpcName', 'VpcNam')],
  ['a key of another type', 'properties', /no property Engine/, after('Vpc', 'VpcName', 'Engine')],
  ['a misspelt key in a nested map', 'properties', /no property MsgProcesSpec/, after('RocketMQ', 'MsgProcessSpec', 'MsgProcesSpec')],
  ['a missing required key', 'properties', /needs the property SecurityIPList/, after('Database', '      SecurityIPList: 192.168.0.0/24,192.168.1.0/24\n', '')],
  ['a missing required key in a nested map', 'properties', /needs the property InternetSpec/, after('RocketMQ', '        InternetSpec: disable\n', '')],
  ['a missing key of a type outside the packages', 'properties', /needs the property SecretParameterName/, after('AppDemoSecret', 'SecretParameterName', 'Name')],
  ['a value that is not allowed', 'properties', /"standart" is none of/, after('RocketMQ', 'SeriesCode: standard', 'SeriesCode: standart')],
  ['a value that is not allowed, in an Fn::If', 'properties', /"Enabled" is none of/, after('Database', 'EnabledForInnerConnection', 'Enabled')],
  ['a value of a parameter that is not allowed', 'properties', /"yes" is none of/, after('DiskEncryption', "- 'true'", "- 'yes'")],
  ['a number out of range', 'properties', /99999 is more than 43200/, after('ReadyA', 'Timeout: 10800', 'Timeout: 99999')],
  ['a default out of range', 'interface', /default 0 is out of range/, after('OrderInstanceCount', 'Default: 1', 'Default: 0')],
  ['a text for a number', 'properties', /"many" is not a number/, after('MigratedA', 'Count: 1', 'Count: many')],
  ['a number for a text', 'properties', /8 is not a string/, after('Database', "EngineVersion: '8.0'", 'EngineVersion: 8.0')],
  ['a text for a boolean', 'properties', /"nein" is not a boolean/, after('OrderCommand1', 'Sync: true', 'Sync: nein')],
  ['one value for a list', 'properties', /InstanceIds has to be a list/, after('OrderCommand1', 'Fn::GetAtt: [OrderHost1, InstanceIds]', 'Fn::Sub: i-${ALIYUN::StackId}')],
  ['a text that is too long', 'properties', /length \d+ is more than 128/, after('Topic', 'Remark: ', `Remark: ${'x'.repeat(129)}`)],
  ['an unknown key of a resource', 'properties', /no key DependOn/, after('ConsumerGroup', 'DependsOn:', 'DependOn:')],
  // references
  ['a Ref to nothing', 'references', /no parameter or resource Vpcc/, after('OrderVSwitch', 'Ref: Vpc', 'Ref: Vpcc')],
  ['a GetAtt of nothing', 'references', /no resource OrderHos1\b/, after('OrderBackend1', '[OrderHost1, InstanceIds]', '[OrderHos1, InstanceIds]')],
  ['an unknown attribute', 'references', /no attribute InstanceIdz/, after('OrderBackend1', '[OrderHost1, InstanceIds]', '[OrderHost1, InstanceIdz]')],
  ['an unknown attribute in an Fn::Sub', 'references', /no attribute VpcEndpunkt/, after('OrderCommand1', '${RocketMQ.VpcEndpoint}', '${RocketMQ.VpcEndpunkt}')],
  ['an unknown name in an Fn::Sub', 'references', /no parameter or resource PackageVersio\b/, after('OrderCommand1', '${PackageVersion}', '${PackageVersio}')],
  ['a value of an Fn::Sub that is not used', 'references', /brings LogisticsAddress along/, after('OrderCommand1', '${LogisticsAddress}', 'localhost')],
  ['an unused parameter', 'references', /parameter AppDemoAccount is never used/, after('AppDemoAccountName', 'AllowedPattern', 'AllowedPattern: ^a$\n  AppDemoAccount:\n    Type: String\n    AllowedPattern')],
  ['an unused condition', 'references', /condition Never is never used/, () => edited('Conditions:', '  HasCertificate:', "  Never:\n    Fn::Equals: ['1', '2']\n  HasCertificate:")],
  ['an unknown condition', 'references', /no condition OrderBalancd/, after('OrderBackend1', 'Condition: OrderBalanced', 'Condition: OrderBalancd')],
  ['an unknown mapping', 'references', /Mappings has no Scripts\.Deploi\.Text/, after('OrderCommand1', '[Scripts, Deploy, Text]', '[Scripts, Deploi, Text]')],
  ['an unknown DependsOn', 'references', /no resource Topik/, after('ConsumerGroup', 'DependsOn: Topic', 'DependsOn: Topik')],
  ['an unknown function', 'references', /no function Fn::Sup/, after('Vpc', 'Fn::Sub', 'Fn::Sup')],
  // conditions
  ['a reference to what may not be there', 'availability', /OrderLoadBalancer is there only if OrderBalanced/, () => edited('Outputs:', '            Fn::If:\n              - OrderBalanced\n', '            Fn::If:\n              - DatabaseTls\n')],
  ['a conditional resource that needs another condition', 'availability', /OrderLoadBalancer is there only if/, after('OrderHttpListener', 'Condition: OrderBalancedPlain', 'Condition: DatabaseTls')],
  // secrets
  ['a password in sight', 'secrets', /OrderDBPassword is a secret and needs NoEcho/, after('OrderDBPassword', '    NoEcho: true\n', '')],
  ['a password with a default', 'secrets', /must not have a default/, after('OrderDBPassword', 'NoEcho: true', 'NoEcho: true\n    Default: Passw0rd')],
  ['a password in a command', 'secrets', /secret AppDemoPassword would be readable in OrderCommand1/, after('OrderCommand1', '=tandem-${ALIYUN::StackId}-app-demo', '=${AppDemoPassword}')],
  ['the password of RocketMQ in a command', 'secrets', /secret RocketMQ\.Password would be readable/, after('OrderCommand1', 'APP_DEMO_USERNAME=${AppDemoAccountName}', 'X=${RocketMQ.Password}')],
  ['a password in an output', 'secrets', /secret AppDemoPassword would be readable/, () => edited('Outputs:', 'Ref: AppDemoAccountName', 'Ref: AppDemoPassword')],
  ['a password in the template', 'secrets', /plain text/, after('OrderAccountA', 'AccountPassword:\n        Ref: OrderDBPassword', 'AccountPassword: Passw0rd!')],
  // order
  ['a command before the account of its database', 'order', /MigrateCommand has to depend on MigrationAccount/, () => edited('  OrderAccountA:', 'DependsOn: MigrationAccount', 'DependsOn: Database').replace('      - MigrationAccount\n      - MigrationSecret\n', '      - MigrationSecret\n')],
  ['a command before the group', 'order', /OrderCommand1 has to depend on ConsumerGroup/, after('OrderCommand1', '      - ConsumerGroup\n', '')],
  ['a command before its secret', 'order', /OrderCommand1 has to depend on AppDemoSecret/, after('OrderCommand1', '      - AppDemoSecret\n', '')],
  ['a command before the migration', 'order', /OrderCommand1 has to depend on MigratedA/, after('OrderCommand1', 'Ref: MigratedA', 'Ref: ReadyHandleA')],
  ['a host ordered before its disk can be encrypted', 'order', /OrderHost1 may be ordered before EnableKms has switched on KMS/, after('OrderHost1', '    DependsOn: EnableKms\n', '')],
  ['an instance ordered before its service is on', 'order', /RocketMQ may be ordered before EnableRocketMQ/, after('RocketMQ', '    DependsOn: EnableRocketMQ\n', '')],
  ['a condition that begins to wait too early', 'order', /ReadyA has to depend on MigratedA/, after('ReadyA', '    DependsOn: MigratedA\n', '')],
  ['a circle', 'order', /depends on itself/, after('Vpc', 'Properties:', 'DependsOn: OrderHost1\n    Properties:')],
  // names and numbers
  ['a name that is taken', 'facts', /LogisticsRole has the name of OrderRole/, after('LogisticsRole', 'tandem-logistics-', 'tandem-order-')],
  ['a class of another category', 'facts', /no class of category Basic/, after('DBInstanceClass', 'mysql.n2e.small.1', 'mysql.n2e.small.2c')],
  ['a pattern that takes what RDS refuses', 'contract', /the pattern of OrderDBPassword takes "Abcdef1"/, after('OrderDBPassword', '{8,32}', '{1,32}')],
  ['a pattern that refuses what is right', 'contract', /the pattern of InstanceType refuses "ecs.g8i.2xlarge"/, after('InstanceType', '^ecs\\.(?![a-z]+[0-9]+[ry]\\.)', '^ecs\\.c')],
  ['a host in the balancer before its service is ready', 'contract', /what it depends on is undefined/, after('OrderBackend1', '    DependsOn: OrderCommand1\n', '')],
  // network
  ['another port open to the world', 'network', /22\/22 is open to the world/, after('OrderSecurityGroup', '80/80', '22/22')],
  ['the logistics hosts open to the world', 'network', /LogisticsHost1 is open to the world/, after('LogisticsSecurityGroup', '192.168.0.0/24', '0.0.0.0/0')],
  ['everything open', 'network', /all -1\/-1 is open to the world/, after('OrderSecurityGroup', 'IpProtocol: tcp\n          PortRange: 80/80', 'IpProtocol: all\n          PortRange: -1/-1')],
  ['a public address that no rule lets in', 'network', /LogisticsHost1 has a public address/, after('LogisticsHost1', 'InternetMaxBandwidthOut: 0', 'InternetMaxBandwidthOut: 5')],
  ['a database open to the world', 'network', /database is open to the world/, after('Database', '192.168.0.0/24,192.168.1.0/24', '0.0.0.0/0')],
  // hardening
  ['metadata without a token', 'hardening', /HttpTokens/, after('InstanceMetadata', 'Default: required', 'Default: optional')],
  ['a plain disk', 'hardening', /SystemDiskEncrypted/, after('OrderHost1', "SystemDiskEncrypted:\n        Ref: DiskEncryption", "SystemDiskEncrypted: 'false'")],
  ['no way to protect the database', 'hardening', /DeletionProtection/, after('Database', '      DeletionProtection:\n        Ref: DeletionProtection\n', '')],
  ['a service with the account that may do everything', 'hardening', /OrderCommand1 is given the account MigrationAccount/, after('OrderCommand1', 'MYSQL_USER=${ServiceUser}', 'MYSQL_USER=${AccountName}')],
  // interface
  ['a label in one language', 'interface', /Label has no text in zh-cn/, after('ZoneId', '      zh-cn: 可用区\n', '')],
  ['a parameter in no group', 'interface', /DBInstanceClass has to be either in a group/, () => edited('Metadata:', '          - DBInstanceClass\n', '')],
  ['no tags', 'interface', /TemplateTags/, () => edited('Metadata:', 'acs:technical', 'technical')],
  ['no composer', 'interface', /ALIYUN::ROS::Composer/, () => edited('Metadata:', 'ALIYUN::ROS::Composer', 'ALIYUN::ROS::Compose')],
  // commands
  ['a value where the shell reads it', 'commands', /\$\{PackageVersion\} stands where the shell reads it/, after('OrderCommand1', 'umask 077', 'umask 077; echo ${PackageVersion}')],
  ['a here-document whose end is not quoted', 'commands', /stands where the shell reads it/, after('OrderCommand1', "<<'END_OF_TANDEM_SETTINGS'", '<<END_OF_TANDEM_SETTINGS')],
  ['a secret where the shell reads it', 'commands', /oos-secret.* stands where the shell reads it/, after('OrderCommand1', 'umask 077', "umask 077; echo '{{oos-secret:x}}'")],
  ['a value that may have line breaks', 'commands', /AppDemoAccountName goes into a script and has neither/, after('AppDemoAccountName', '    AllowedPattern: ^(?!root$)[a-z][a-z0-9_]{0,30}[a-z0-9]$\n', '')],
  ['a command that is too long', 'commands', /bytes in Base64, more than 16384/, after('OrderCommand1', '                set -eu', `                # ${'long '.repeat(1200)}\n                set -eu`)],
  ['a fault that shellcheck finds', 'commands', /SC2086/, after('OrderCommand1', 'mkdir "$inputs/credentials"', 'mkdir $inputs/credentials')],
  ['a fault in the script that is written', 'commands', /deploy\.sh line \d+: SC/, () => edited('    Deploy:', 'rm -rf "$work"', 'rm -rf $work')],
  ['no shell at all', 'commands', /syntax error/, after('OrderCommand1', 'umask 077', 'if umask 077')],
  ['placeholders that nothing fills in', 'commands', /means nothing without EnableParameter/, after('OrderCommand1', 'REGION=${ALIYUN::Region}', 'REGION={{oos:region}}')],
  ['placeholders that are not the parameter store\'s', 'commands', /\{\{password\}\} is no parameter of OOS/, after('OrderCommand1', 'REGION=${ALIYUN::Region}', 'REGION={{password}}')],
  ['running whatever a server sends', 'commands', /without its checksum/, after('OrderCommand1', 'umask 077', 'curl -fsSL https://example.com/install.sh | bash')],
  ['never saying that it failed', 'commands', /never FAILURE/, () => text.replaceAll('FAILURE', 'SUCCESS')],
];

for (const [fault, rule, message, copy] of FAULTS) {
  test(`finds ${fault}`, () => {
    const found = findings(copy(), [rule]);
    assert.ok(found.some((each) => message.test(each.message)), `${rule} found ${JSON.stringify(found)}`);
    assert.ok(found.every((each) => each.line > 0), 'every finding has a line');
  });
}
