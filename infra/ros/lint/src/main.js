// node src/main.js TEMPLATE: prints what is wrong with a ROS template, one line each, and ends with 1 if anything is.
import { RULES, lint } from './lint.js';
import { hasShellcheck } from './shell.js';
import { UnreadableTemplate, loadTemplate } from './template.js';

const file = process.argv[2];
if (!file) {
  console.error('usage: node src/main.js TEMPLATE');
  process.exit(2);
}
if (!hasShellcheck()) {
  console.error('lint-ros: shellcheck is missing');
  process.exit(2);
}
try {
  const template = loadTemplate(file);
  const findings = lint(template);
  for (const { line, rule, path, message } of findings) {
    console.log(`${file}:${line}: ${rule}: ${message} [${path}]`);
  }
  const resources = Object.keys(template.resources).length;
  console.log(`${file}: ${resources} resources, ${Object.keys(RULES).length} rules, ${findings.length} faults`);
  process.exitCode = findings.length > 0 ? 1 : 0;
} catch (failure) {
  if (!(failure instanceof UnreadableTemplate) && failure.code !== 'ENOENT') {
    throw failure;
  }
  console.error(`lint-ros: ${failure.message}`);
  process.exitCode = 1;
}
