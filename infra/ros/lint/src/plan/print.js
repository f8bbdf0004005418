// A plan as people read it: one line for each step, the steps of one wave at the same time.

export function printed({ steps, left, faults }) {
  const width = Math.max(8, ...steps.map((each) => each.id.length));
  const lines = steps.map((step) =>
    `${String(step.wave).padStart(3)} ${step.action.padEnd(8)}${step.id.padEnd(width + 1)}${details(step).join('; ')}`.trimEnd());
  return [
    ...lines,
    `${steps.length} steps; ${left.length} resources are left as they are`,
    ...faults.map((fault) => `fault: ${fault}`),
    faults.length === 0 ? 'no faults' : `${faults.length} faults`,
  ].join('\n');
}

function details({ type, changed, notes, run, wait }) {
  const words = changed.length > 0 ? [changed.join(', ')] : [type.replace('ALIYUN::', '')];
  words.push(...notes);
  if (run?.runs) {
    words.push(`runs on ${run.hosts.length} host${run.hosts.length === 1 ? '' : 's'}${run.signals.map((each) => `, signals ${each}`).join('')}`);
  } else if (run && !run.certain) {
    words.push('whether it runs is not documented');
  }
  if (wait?.signals > 0) {
    words.push(`waits for ${wait.signals} signal${wait.signals === 1 ? '' : 's'}`);
  }
  return words;
}
