// What is wrong with a plan: what the service refuses, what reaches no host, what is waited for in vain or not at all.
import { referencesIn } from '../functions.js';
import { handlesOf } from './stack.js';

export function checkPlan({ old, next, steps, deleted }) {
  const found = [];
  const all = Object.values(steps);
  const runs = all.filter((each) => each.run?.runs);
  const unsure = all.filter((each) => each.run && !each.run.certain);
  refusals(all, found);
  unsure.forEach((each) => found.push(`${each.id}: ${each.changed.join(', ')} changes, and no document says that ${each.type} then runs again`));
  waiting(all, runs, unsure, found);
  before(next, steps, runs, found);
  if (old) {
    secrets(next, all, runs, found);
    together(next, steps, runs, found);
    alone(old, next, runs, found);
    hosts(next, all, runs, deleted, found);
  }
  return found;
}

function refusals(all, found) {
  for (const { id, action, fixed, onlyNew, notes } of all) {
    if (action === 'refuse') {
      found.push(`${id}: ${fixed.join(', ')} cannot be updated; the update is refused`);
    } else if (action === 'replace') {
      found.push(`${id}: ${fixed.join(', ')} cannot be updated; it is replaced${notes.length > 0 ? `, which ${notes[0]}` : ''}`);
    }
    if (onlyNew) {
      found.push(`${id}: ${onlyNew.join(', ')} reaches only instances made later; those that are there keep what they have`);
    }
  }
}

const sentTo = (handle, runs) => runs.filter((each) => each.run.signals.includes(handle));
const count = (commands) => commands.reduce((sum, each) => sum + each.run.hosts.length, 0);
const names = (commands) => commands.map((each) => each.id).join(', ');

function waiting(all, runs, unsure, found) {
  for (const { id, wait } of all.filter((each) => each.wait)) {
    const sure = sentTo(wait.handle, runs);
    const perhaps = sentTo(wait.handle, unsure);
    if (wait.signals === 0) {
      if (sure.length + perhaps.length > 0) {
        found.push(`${id} waits for nothing: what ${names([...sure, ...perhaps])} signals, failures too, is not looked at`);
      }
    } else if (count(sure) !== wait.signals) {
      const more = perhaps.length > 0 ? `, ${count(perhaps)} more if ${names(perhaps)} runs again` : '';
      found.push(`${id} waits for ${wait.signals} signals, and ${count(sure)} are sent${more}`);
    }
  }
}

/** A wait condition holds its successors back only while it waits. */
function before(next, steps, runs, found) {
  const commands = Object.values(steps).filter((each) => each.run && (each.run.runs || !each.run.certain));
  for (const later of commands) {
    const needed = predecessors(later.id, next);
    for (const condition of [...needed].filter((id) => steps[id].wait?.signals === 0)) {
      for (const earlier of commands.filter((each) => handlesOf(next, each.id).includes(steps[condition].wait.handle))) {
        if (earlier.id !== later.id && !needed.has(earlier.id)) {
          found.push(`${later.id} does not wait for ${earlier.id}: only ${condition} stands between them, and it was met before`);
        }
      }
    }
  }
}

export function predecessors(id, stack) {
  const found = new Set();
  const open = stack.neighbours(id);
  while (open.length > 0) {
    const next = open.pop();
    if (!found.has(next)) {
      found.add(next);
      open.push(...stack.neighbours(next));
    }
  }
  return found;
}

/** A secret that changes has to reach everybody who reads it. */
function secrets(next, all, runs, found) {
  const changed = all.filter((each) => each.type === 'ALIYUN::OOS::SecretParameter' && each.changed.includes('Value'));
  for (const { id } of changed) {
    const name = next.properties(id).SecretParameterName;
    const readers = all.filter((each) => each.run && JSON.stringify(next.properties(each.id).CommandContent).includes(`=${name}\\n`));
    const asleep = readers.filter((each) => !runs.includes(each));
    if (asleep.length > 0) {
      found.push(`${id} gets a new value, and ${names(asleep)}, which brings it to the hosts, does not run`);
    }
  }
}

/** Hosts behind one balancer may not be restarted together. */
function together(next, steps, runs, found) {
  for (const { groups, balancer } of balanced(next)) {
    const there = runs.filter((each) => each.action !== 'create' && groups.some((group) => targets(each, group)));
    for (const each of there.filter(({ run }) => run.hosts.length > 1)) {
      found.push(`${each.id} restarts ${each.run.hosts.length} hosts behind ${balancer} at once`);
    }
    for (const [index, one] of there.entries()) {
      for (const other of there.slice(index + 1)) {
        if (!predecessors(other.id, next).has(one.id) && !predecessors(one.id, next).has(other.id)) {
          found.push(`${one.id} and ${other.id} restart hosts behind ${balancer} at the same time`);
        }
      }
    }
  }
}

const targets = (command, group) => command.run.hosts.some((host) => String(host).startsWith(`<${group}.`) || String(host).startsWith(`<${group}#`));

/** The only host that serves may not be restarted before the update has put another one behind the balancer, if it does. */
function alone(old, next, runs, found) {
  const coming = attached(next);
  for (const { balancer, groups: serving } of balanced(old)) {
    const others = coming.filter((each) => each.balancer === balancer && !each.groups.some((group) => serving.includes(group)));
    for (const { id } of runs.filter((each) => serving.length === 1 && each.action !== 'create' && targets(each, serving[0]))) {
      const earlier = predecessors(id, next);
      if (others.length > 0 && !others.some((each) => earlier.has(each.id))) {
        found.push(`${id} restarts ${serving[0]}, the only host behind ${balancer}, before ${others.map((each) => each.groups).join(', ')} is behind it`);
      }
    }
  }
}

/** Which groups of hosts each attachment puts behind which balancer. */
const attached = (stack) => Object.entries(stack.resources)
  .filter(([, each]) => each.Type === 'ALIYUN::SLB::BackendServerAttachment')
  .map(([id, { Properties: properties }]) => ({
    id,
    balancer: properties.LoadBalancerId?.Ref,
    groups: referencesIn(stack.chosen(properties)).map(({ name }) => name)
      .filter((name) => stack.resources[name]?.Type === 'ALIYUN::ECS::InstanceGroup'),
  }));

/** The groups of hosts behind each load balancer. */
function balanced(stack) {
  const groups = new Map();
  attached(stack).forEach(({ balancer, groups: each }) => groups.set(balancer, [...(groups.get(balancer) ?? []), ...each]));
  return [...groups].map(([balancer, each]) => ({ balancer, groups: [...new Set(each)] }));
}

function hosts(next, all, runs, deleted, found) {
  for (const { id, type, action, changed, notes } of all.filter((each) => each.type === 'ALIYUN::ECS::InstanceGroup')) {
    const [, before, after] = /(\d+) -> (\d+) hosts/.exec(notes.join()) ?? [];
    const grows = action === 'create' || action === 'replace' || Number(after) > Number(before);
    if (grows && !runs.some((each) => targets(each, id))) {
      found.push(`${id}: no command runs on the new host`);
    }
    if (Number(after) < Number(before) && balanced(next).some(({ groups }) => groups.includes(id))) {
      found.push(`${id}: a host is released before the balancer lets go of it`);
    }
  }
  for (const [index, { id, type }] of deleted.entries()) {
    const later = deleted.slice(index + 1);
    if (type === 'ALIYUN::ECS::InstanceGroup' && later.some((each) => each.type === 'ALIYUN::SLB::BackendServerAttachment' && each.id.startsWith(id.replace(/Host.*/, '')))) {
      found.push(`${id} is deleted before the balancer lets go of it`);
    }
  }
}
