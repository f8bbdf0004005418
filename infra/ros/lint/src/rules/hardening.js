// What Alibaba Cloud's own checker asks of hosts and databases, as far as it concerns these resources.
import { COMMANDS } from '../plan/updates.js';

export function checkHardening(template, report) {
  for (const [id, { Type: type, Properties: properties = {} }] of Object.entries(template.resources)) {
    const path = ['Resources', id];
    if (['ALIYUN::ECS::InstanceGroup', 'ALIYUN::ECS::Instance'].includes(type)) {
      // As it comes; who needs something else may choose it.
      const tokens = template.parameters[properties.HttpTokens?.Ref]?.Default ?? properties.HttpTokens;
      if (tokens !== 'required') {
        report(path, `${id} answers for its metadata without a token: HttpTokens has to be required`);
      }
      if (properties.SystemDiskEncrypted === undefined || properties.SystemDiskEncrypted === 'false') {
        report(path, `${id} has a disk that cannot be encrypted: SystemDiskEncrypted`);
      }
      need('DeletionProtection');
    } else if (type === 'ALIYUN::RDS::DBInstance') {
      need('DeletionProtection');
      need('SSLSetting');
      need('EncryptionKey');
    }

    function need(key) {
      if (properties[key] === undefined) {
        report(path, `${id} does not set ${key}`);
      }
    }
  }
  checkAccounts(template, report);
}

/** At most one account may do everything, and no command but the migration may know it. */
function checkAccounts(template, report) {
  const supers = Object.entries(template.resources).filter(
    ([, each]) => each.Type === 'ALIYUN::RDS::Account' && ['Super', 'Sysadmin'].includes(each.Properties?.AccountType),
  );
  for (const [id, account] of supers) {
    const name = account.Properties.AccountName?.Ref;
    for (const [command, each] of Object.entries(template.resources)) {
      const text = JSON.stringify(each.Properties?.CommandContent ?? '');
      if (each.Type in COMMANDS && !/migrat/i.test(command) && name && text.includes(`\${${name}}`)) {
        report(['Resources', command], `${command} is given the account ${id}, which may do everything`);
      }
    }
  }
}
