// The scripts that a template runs on its hosts: their size, what stands in them in which place, and shellcheck, rendered
// with the worst values that a user may type in.
import { worlds } from '../conditions.js';
import { functionOf, referencesIn, walk } from '../functions.js';
import { CannotRender, render } from '../render.js';
import { COMMANDS } from '../plan/updates.js';
import { complaints, linesOf, scriptsIn } from '../shell.js';

/** RunCommand and UserData: 16 KB after Base64 (help.aliyun.com/zh/ros/developer-reference/aliyun-ecs-runcommand). */
const MOST_BYTES = 16 * 1024;
/** What ROS itself gives for signalling is a piece of shell, with its arguments quoted. */
const SHELL_TEXT = new Set(['CurlCli']);
const CURL = "curl -i -X POST -H 'Content-Type: application/json' -H 'x-acs-region-id: cn-hangzhou' "
  + 'http://100.100.100.110/waitcondition?stackname=x\\&stackid=00000000-0000-0000-0000-000000000000\\&signature=0';

export const HOSTILE = [
  `a'b"c`,
  '$HOME ${PATH} $(id) `id`',
  'two  words\ttab',
  '中文 名称；',
  '\\n \\ ; | & < > ( ) # ! * ? [a] {b,c} ~',
  '-e',
];

export function checkCommands(template, report) {
  for (const [id, resource] of Object.entries(template.resources)) {
    for (const key of ['CommandContent', 'CommandContentOnDeletion', 'UserData'].filter((each) => resource.Properties?.[each] !== undefined)) {
      const command = { id, key, value: resource.Properties[key], path: ['Resources', id, 'Properties', key], resource };
      checkTextParameters(command, template, report);
      checkOosReferences(command, report);
      checkScripts(command, template, report);
    }
  }
}

/** A line break in a value would end its here-document, so what goes into a script has to say what it may look like. */
function checkTextParameters(command, template, report) {
  for (const { name, path } of referencesIn(command.value, command.path)) {
    const parameter = template.parameters[name];
    if (parameter?.Type === 'String' && !parameter.AllowedPattern && !parameter.AllowedValues) {
      report(path, `${name} goes into a script and has neither AllowedPattern nor AllowedValues`);
    } else if (parameter?.AllowedPattern && new RegExp(parameter.AllowedPattern).test('aB3\n$(id)')) {
      report(path, `${name} goes into a script, and its AllowedPattern lets a line break through`);
    }
  }
}

/** {{…}} is filled in by Cloud Assistant on the host, if it is told to; other things than OOS' parameters could be anything. */
function checkOosReferences({ value, path, resource, id }, report) {
  if (!(resource.Type in COMMANDS)) {
    return;
  }
  walk(value, (inner) => {
    const text = typeof inner === 'string' ? inner.replace(/\$\{[^}]*\}/g, 'x') : '';
    for (const [placeholder] of text.matchAll(/\{\{[^}]*\}\}/g)) {
      if (resource.Properties.EnableParameter !== true) {
        report(path, `${id} has ${placeholder}, which means nothing without EnableParameter: true`);
      }
      if (!/^\{\{\s*oos(-secret)?\s*:\s*[\w.-]+\s*\}\}$/.test(placeholder)) {
        report(path, `${placeholder} is no parameter of OOS`);
      }
    }
  });
}

function checkScripts(command, template, report) {
  const seen = new Set();
  const once = (message) => {
    if (!seen.has(message)) {
      seen.add(message);
      report(command.path, `${command.id}: ${message}`);
    }
  };
  try {
    const cases = [...casesThatMatter(command.value, template)];
    for (const conditions of cases) {
      checkPlaces(render(command.value, world(template, conditions, marker, marker)), once);
      // Every value once, and every case with all of them together.
      for (const hostile of conditions === cases[0] ? HOSTILE : [HOSTILE.join(' ')]) {
        const script = render(command.value, world(template, conditions, () => hostile, () => hostile));
        checkSize(script, once);
        checkManners(script, once);
        checkShell(script, once);
      }
    }
  } catch (failure) {
    if (!(failure instanceof CannotRender)) {
      throw failure;
    }
    once(failure.message);
  }
}

/** Cases in which no condition that this command asks for differs are the same. */
function casesThatMatter(value, template) {
  const asked = new Set();
  walk(value, (inner) => {
    if (functionOf(inner) === 'Fn::If') {
      asked.add(inner['Fn::If'][0]);
    }
  });
  const different = new Map();
  for (const each of worlds(template.conditions)) {
    different.set([...asked].map((name) => each[name]).join(), each);
  }
  return different.values();
}

const marker = (...names) => `\u0001${names.join('.')}\u0002`;

function world(template, conditions, parameter, attribute) {
  const plain = (name) => {
    const { Type: type, AllowedValues: allowed, Default: preset } = template.parameters[name] ?? {};
    // Numbers, and choices among given values, are what they say.
    return type === 'Number' || type === 'Boolean' ? String(preset ?? 1) : allowed ? String(allowed[0]) : undefined;
  };
  return {
    conditions,
    mappings: template.mappings,
    parameter: (name) => plain(name) ?? parameter(name),
    attribute: (resource, key) => (SHELL_TEXT.has(key) ? CURL : attribute(resource, key)),
    pseudo: (name) => ({ 'ALIYUN::Index': '0', 'ALIYUN::Region': 'cn-hangzhou', 'ALIYUN::AccountId': '1234567890123456' })[name]
      ?? '00000000-0000-0000-0000-000000000000',
  };
}

/** A value may stand only where the shell takes every character as it is: in a here-document whose end is quoted. */
function checkPlaces(script, report) {
  for (const { text, inside } of linesOf(script)) {
    for (const [, name] of text.matchAll(/\u0001([^\u0002]*)\u0002/g)) {
      if (!inside?.quoted) {
        report(`\${${name}} stands where the shell reads it; put it into a here-document with a quoted end`);
      }
    }
    for (const [reference] of text.matchAll(/\{\{oos-secret:[^}]*\}\}/g)) {
      if (!inside?.quoted) {
        report(`${reference} stands where the shell reads it; put it into a here-document with a quoted end`);
      }
    }
  }
}

function checkSize(script, report) {
  const size = Buffer.from(script).toString('base64').length;
  if (size > MOST_BYTES) {
    report(`the command has ${size} bytes in Base64, more than ${MOST_BYTES}`);
  }
}

/** What the original template does: running whatever a server sends, and never saying that something went wrong. */
function checkManners(script, report) {
  if (/\b(curl|wget)\b[^|\n]*\|\s*(sudo\s+)?(ba)?sh\b/.test(script)) {
    report('what is fetched is run without its checksum being compared');
  }
  if (script.includes('/waitcondition?') && !/\bFAILURE\b/.test(script)) {
    report('it signals success, but never FAILURE');
  }
}

function checkShell(script, report) {
  for (const { name, text } of scriptsIn(script)) {
    for (const { line, message } of complaints(text)) {
      report(`${name ? `${name} ` : ''}line ${line}: ${message}`);
    }
  }
}
