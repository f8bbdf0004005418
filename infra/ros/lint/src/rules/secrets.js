// A secret is hidden where it is typed in, and goes only where secrets belong: never into a command, a script, a name or an output.
import { referencesIn, walk } from '../functions.js';

const SOUNDS_SECRET = /password|passwd|pwd|secret|apikey|accesskey|token|credential|privatekey/i;
/** Properties that take a secret and keep it. */
const KEEPS_SECRETS = new Set(['Password', 'AccountPassword', 'MasterUserPassword']);

export function checkSecrets(template, report) {
  for (const [name, parameter] of Object.entries(template.parameters)) {
    if (SOUNDS_SECRET.test(name) && parameter.NoEcho !== true) {
      report(['Parameters', name], `${name} is a secret and needs NoEcho: true`);
    }
    if (parameter.NoEcho === true && parameter.Default) {
      report(['Parameters', name, 'Default'], `${name} is a secret and must not have a default`);
    }
  }
  for (const [id, resource] of Object.entries(template.resources)) {
    for (const [key, value] of Object.entries(resource.Properties ?? {})) {
      if (!keeps(resource.Type, key)) {
        forbid(value, ['Resources', id, 'Properties', key], template, report);
      }
    }
  }
  forbid(template.outputs, ['Outputs'], template, report);
  forbidPlain(template, report);
}

const keeps = (type, key) => KEEPS_SECRETS.has(key) || (type === 'ALIYUN::OOS::SecretParameter' && key === 'Value')
  || (type === 'ALIYUN::KMS::Secret' && key === 'SecretData');

function forbid(value, path, template, report) {
  for (const { name, attribute, path: at } of referencesIn(value, path)) {
    const parameter = template.parameters[name];
    if (parameter?.NoEcho === true || (parameter && SOUNDS_SECRET.test(name)) || /^Password$|Secret/.test(attribute ?? '')) {
      report(at, `the secret ${[name, attribute].filter(Boolean).join('.')} would be readable in ${path.slice(1).join('.')}`);
    }
  }
}

/** A password that stands in the template itself. */
function forbidPlain(template, report) {
  walk(template.resources, (value, path) => {
    if (typeof value === 'string' && KEEPS_SECRETS.has(path.at(-1))) {
      report(['Resources', ...path], `${path.at(-1)} stands in the template in plain text`);
    }
  });
}
