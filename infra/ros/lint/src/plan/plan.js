// What the service makes of an update (or of a creation, without an old stack): which resources it creates, updates, refuses,
// replaces, deletes and leaves, in which order, which commands run where, and which signals are waited for.
import { CANNOT_BE_REPLACED, COMMANDS, ONLY_NEW_INSTANCES, STOPS_THE_HOST, UPDATABLE } from './updates.js';
import { checkPlan } from './faults.js';
import { handlesOf } from './stack.js';

/**
 * @param old a Stack, or undefined for a creation
 * @param next the Stack that it becomes
 * @param replacement whether the update is allowed to replace (ReplacementOption Enabled)
 * @returns { steps: [{ wave, id, type, action, changed, run?, wait?, notes }], left: [id], faults: [text] }
 */
export function plan(old, next, { replacement = false } = {}) {
  const version = {};
  const steps = {};
  const order = inOrder(next);
  for (const id of order) {
    steps[id] = stepOf(id, old, next, version, replacement);
  }
  waves(order, steps, next);
  const found = { old, next, steps, deleted: deletions(old, next, steps) };
  const acted = order.filter((id) => steps[id].action !== 'leave').sort((a, b) => steps[a].wave - steps[b].wave);
  return {
    steps: [...acted.map((id) => steps[id]), ...found.deleted],
    left: order.filter((id) => steps[id].action === 'leave'),
    faults: checkPlan(found),
  };
}

/** Each resource after those that it refers to or depends on. */
export function inOrder(stack) {
  const done = [];
  const visit = (id, under) => {
    if (!done.includes(id) && !under.includes(id)) {
      stack.neighbours(id).forEach((each) => visit(each, [...under, id]));
      done.push(id);
    }
  };
  Object.keys(stack.resources).forEach((id) => visit(id, []));
  return done;
}

function stepOf(id, old, next, version, replacement) {
  const { Type: type } = next.resources[id];
  const step = { id, type, action: 'create', changed: [], notes: [] };
  const before = old?.resources[id];
  const now = next.properties(id, version);
  if (before) {
    const then = old.properties(id);
    step.changed = [...new Set([...Object.keys(then), ...Object.keys(now)])]
      .filter((key) => JSON.stringify(then[key]) !== JSON.stringify(now[key]));
    decide(step, before.Type, replacement, version);
    noteHosts(step, then, now);
  }
  if (type in COMMANDS) {
    step.run = runOf(step, now, next);
  } else if (type === 'ALIYUN::ROS::WaitCondition') {
    step.wait = waitOf(step, old, next);
  }
  return step;
}

function decide(step, typeBefore, replacement, version) {
  const fixed = step.changed.filter((key) => !(UPDATABLE[step.type] ?? []).includes(key));
  if (typeBefore !== step.type) {
    fixed.push('Type');
    step.changed.push('Type');
  }
  if (step.changed.length === 0) {
    step.action = 'leave';
  } else if (fixed.length === 0) {
    step.action = 'update';
  } else {
    step.action = replacement ? 'replace' : 'refuse';
    step.fixed = fixed;
    if (replacement) {
      version[step.id] = (version[step.id] ?? 0) + 1;
      if (step.type in CANNOT_BE_REPLACED) {
        step.notes.push(`fails: ${CANNOT_BE_REPLACED[step.type]}`);
      }
    }
  }
}

function noteHosts(step, then, now) {
  if (step.changed.includes('MaxAmount')) {
    step.notes.push(`${then.MaxAmount} -> ${now.MaxAmount} hosts`);
  }
  const bound = step.changed.filter((key) => (ONLY_NEW_INSTANCES[step.type] ?? []).includes(key));
  if (bound.length > 0 && now.UpdatePolicy !== 'ForAllInstances') {
    step.onlyNew = bound;
    step.notes.push(`${bound.join(', ')}: only for instances made later (UpdatePolicy)`);
  } else if (bound.some((key) => STOPS_THE_HOST[step.type].includes(key))) {
    step.notes.push(`stops ${now.MaxAmount} host${now.MaxAmount === 1 ? '' : 's'}`);
  }
}

/** certain: a document says that it runs, or that it does not; without one, how often it signals is not known. */
function runOf(step, properties, stack) {
  const { runsOnChangeOf } = COMMANDS[step.type];
  const started = ['create', 'replace'].includes(step.action);
  const changed = step.changed.some((key) => ['CommandContent', 'InstanceIds', 'Parameters'].includes(key));
  const runs = started || step.changed.some((key) => runsOnChangeOf.includes(key));
  return {
    runs: runs && step.action !== 'refuse',
    certain: runs || !changed,
    hosts: [properties.InstanceIds ?? []].flat(),
    signals: handlesOf(stack, step.id),
  };
}

/** How many signals are waited for; 0 when the condition is left as it was. */
function waitOf(step, old, next) {
  const { Count: count = 1, Handle: handle } = next.properties(step.id);
  const handleId = /^<(\w+)/.exec(String(handle))?.[1];
  const result = { handle: handleId, signals: 0 };
  if (['create', 'replace'].includes(step.action)) {
    result.signals = Number(count);
  } else if (step.action === 'update') {
    const { Mode: mode = 'Full', Count: kept = -1 } = next.properties(handleId);
    const received = Number(old.properties(step.id).Count ?? 1);
    const remaining = mode === 'Increment' ? 0 : kept >= 0 ? Math.min(received, kept) : received;
    result.signals = Math.max(0, Number(count) - remaining);
  }
  return result;
}

/** What waits for nothing that changes is in wave 1; a resource that is left takes no time. */
function waves(order, steps, stack) {
  for (const id of order) {
    const before = Math.max(0, ...stack.neighbours(id).map((each) => steps[each].wave));
    steps[id].wave = before + (steps[id].action === 'leave' ? 0 : 1);
  }
}

/** Last of all, and each before what it needs. */
function deletions(old, next, steps) {
  if (!old) {
    return [];
  }
  const last = Math.max(0, ...Object.values(steps).map((each) => each.wave));
  const gone = inOrder(old).reverse().filter((id) => !(id in next.resources));
  return gone.map((id, index) => {
    const { Type: type } = old.resources[id];
    const farewell = old.properties(id).CommandContentOnDeletion;
    return {
      id, type, action: 'delete', wave: last + 1 + index, changed: [], notes: [],
      ...(farewell === undefined ? {} : { run: { runs: true, certain: true, onDeletion: true, hosts: [old.properties(id).InstanceIds].flat(), signals: [] } }),
    };
  });
}
