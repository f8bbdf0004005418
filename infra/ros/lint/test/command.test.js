// The commands as the hosts get them, run here up to the point where they would deploy.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { embeddedText } from '../src/embed.js';
import { stacksOf } from '../src/plan/cases.js';
import { render } from '../src/render.js';
import { HOSTILE } from '../src/rules/commands.js';
import { parseTemplate } from '../src/template.js';
import { text } from './copies.js';

const template = parseTemplate(text);
const EVERYTHING = HOSTILE.join(' ');

/** Renders a command with one value for everything that a user may type in, and runs it until it would deploy. */
function run(command, value, conditions) {
  const directory = mkdtempSync(join(tmpdir(), 'tandem-command-'));
  const script = render(template.resources[command].Properties.CommandContent, {
    conditions,
    mappings: template.mappings,
    parameter: () => value,
    attribute: (resource, key) => (key === 'CurlCli' ? "curl -H 'a: b' http://example.invalid/\\&x" : value),
    pseudo: () => 'stack-1',
  });
  const here = script
    .replace('/run/tandem.', `${directory}/tandem.`)
    .replace(/^exec bash .*$/m, '');
  const done = spawnSync('bash', [], { input: here, encoding: 'utf8', cwd: directory });
  const files = {};
  const inputs = join(directory, readdirSync(directory)[0]);
  for (const file of ['package', 'settings', 'secrets', 'signal', 'fetch-secrets.py', 'deploy.sh']) {
    files[file] = readFileSync(join(inputs, file), 'utf8');
  }
  assert.deepEqual(readdirSync(join(inputs, 'credentials')), [], 'secrets come later');
  const mode = statSync(inputs).mode & 0o777;
  rmSync(directory, { recursive: true });
  return { done, files, mode };
}

const settingsOf = (files) => pairs(files.settings);
const pairs = (text) => Object.fromEntries(
  text.trimEnd().split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));

for (const command of ['MigrateCommand', 'OrderCommand1', 'LogisticsCommand1']) {
  test(`${command} hands over every character as it was typed in`, () => {
    for (const { conditions } of stacksOf(template)) {
      const { done, files, mode } = run(command, EVERYTHING, conditions);
      assert.equal(done.status, 0, done.stderr);
      assert.equal(done.stdout + done.stderr, '', 'nothing was run that was typed in');
      assert.equal(mode, 0o700, 'no other user looks in');
      assert.equal(settingsOf(files).MYSQL_HOST, EVERYTHING);
      assert.ok(files.package.startsWith(`PACKAGE_URL=${EVERYTHING}/`));
      assert.equal(files['deploy.sh'], embeddedText('deploy.sh'));
      assert.equal(files['fetch-secrets.py'], embeddedText('fetch-secrets.py'));
    }
  });
}
