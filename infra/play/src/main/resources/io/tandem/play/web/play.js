// Draws what the playground observes. Everything shown comes from one stream of states; nothing is assumed from a press of a button.
(() => {
  "use strict";

  const words = JSON.parse(document.getElementById("words").textContent);
  const say = (key, ...given) => (words[key] ?? key).replace(/\{(\d)\}/g, (all, i) => given[i] ?? all);
  const byId = (id) => document.getElementById(id);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const narrow = window.matchMedia("(max-width: 40rem)");
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const exact = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 });

  /** An element with its attributes and what is in it. */
  const element = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...inside);
    return made;
  };
  const drawn = (name, attributes = {}, ...inside) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...inside);
    return made;
  };

  // What is shown is only replaced when it differs: a reader's place, focus and selection stay.
  const shown = new WeakMap();
  const fill = (target, key, make) => {
    const text = JSON.stringify(key);
    if (shown.get(target) !== text) {
      shown.set(target, text);
      target.replaceChildren(...[make()].flat());
    }
  };

  // ---- the drawing ----

  const WIDE = {
    box: [1000, 424],
    nodes: {
      browser: [6, 38, 112, 96],
      order: [188, 10, 182, 152],
      rocketmq: [524, 10, 182, 152],
      logistics: [812, 10, 182, 152],
      mysql: [188, 270, 806, 148],
    },
    shelves: { ledger: [202, 312, 282, 96], orders: [496, 312, 230, 96], shipments: [738, 312, 244, 96] },
    paths: {
      pay: ["M118 86 H188", null],
      half: ["M370 70 H524", [447, 34, "middle", ["path.half", "path.resolve"]]],
      check: ["M524 122 H370", [447, 146, "middle", ["path.check"]]],
      deliver: ["M706 86 H812", [759, 74, "middle", ["path.deliver"]]],
      tx: ["M286 162 V270", [298, 222, "start", ["path.tx"]]],
      ship: ["M900 162 V270", [888, 222, "end", ["path.ship"]]],
    },
    font: 17,
  };
  const NARROW = {
    box: [360, 632],
    nodes: {
      browser: [4, 6, 100, 60],
      order: [152, 6, 204, 86],
      rocketmq: [152, 168, 204, 130],
      logistics: [152, 356, 204, 86],
      mysql: [4, 500, 352, 126],
    },
    shelves: { ledger: [10, 534, 126, 86], orders: [142, 534, 100, 86], shipments: [248, 534, 102, 86] },
    paths: {
      pay: ["M104 36 H152", null],
      half: ["M222 92 V168", [214, 128, "end", ["path.half", "path.resolve"]]],
      check: ["M272 168 V92", [280, 134, "start", ["path.check"]]],
      deliver: ["M254 298 V356", [264, 332, "start", ["path.deliver"]]],
      tx: ["M176 92 V106 H52 V500", [62, 320, "start", ["path.tx"]]],
      ship: ["M254 442 V500", [264, 476, "start", ["path.ship"]]],
    },
    font: 13,
  };

  const stage = byId("stage");
  let layout = WIDE;
  let tokens = null;

  const label = (x, y, text, attributes = {}) => {
    const made = drawn("text", { x, y, "font-size": layout.font, ...attributes });
    made.textContent = text;
    return made;
  };

  const draw = () => {
    layout = narrow.matches ? NARROW : WIDE;
    stage.setAttribute("viewBox", `0 0 ${layout.box[0]} ${layout.box[1]}`);
    const tip = drawn("marker", { id: "tip", viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" });
    tip.append(drawn("path", { class: "tip", d: "M0 0 L10 5 L0 10 z" }));
    const parts = [drawn("defs", {}, drawn("g", { class: "link" }, tip))];
    Object.entries(layout.paths).forEach(([id, [d, text]]) => {
      const both = id === "tx" || id === "pay" || id === "check" ? { "marker-start": "url(#tip)" } : {};
      const link = drawn("g", { class: id === "check" ? "link link-asks" : "link", id: `link-${id}` }, drawn("path", { class: "line", d, "marker-end": "url(#tip)", ...both }));
      if (text) {
        const [x, y, anchor, keys] = text;
        keys.forEach((key, i) => link.append(label(x, y + i * (layout.font + 4), say(key), { "text-anchor": anchor, class: "soft", "font-size": layout.font - 1 })));
      }
      parts.push(link);
    });
    Object.entries(layout.nodes).forEach(([id, [x, y, w, h]]) => {
      const middle = x + w / 2;
      const node = drawn("g", { class: "node", id: `node-${id}`, "data-state": id === "browser" ? "up" : "unknown" }, drawn("rect", { x, y, width: w, height: h, rx: 12 }));
      if (id === "mysql") {
        node.append(
          label(x + 14, y + 24, say(id), { class: "name", "font-size": layout.font + 2 }),
          label(x + w - 28, y + 24, "", { class: "state soft", "text-anchor": "end", "font-size": layout.font - 1 }),
        );
      } else {
        const role = words[`${id}.role`];
        const line = layout.font + 6;
        node.append(label(middle, y + 12 + layout.font, say(id), { class: "name", "text-anchor": "middle", "font-size": layout.font + 2 }));
        if (role) {
          node.append(label(middle, y + 12 + layout.font + line, role, { class: "soft", "text-anchor": "middle", "font-size": layout.font - 2 }));
        }
        node.append(label(middle, y + 12 + layout.font + line * (role ? 2 : 1), "", { class: "state soft", "text-anchor": "middle", "font-size": layout.font - 2 }));
      }
      if (id !== "browser") {
        node.append(
          drawn("circle", { class: "dot", cx: x + w - 12, cy: y + (id === "mysql" ? 19 : 13), r: 4.5 }),
          drawn("path", { class: "cross", d: `M${x + 8} ${y + 8} l14 14 m0 -14 l-14 14` }),
        );
      }
      parts.push(node);
    });
    Object.entries(layout.shelves).forEach(([id, [x, y, w, h]]) => {
      parts.push(drawn("g", { class: "shelf", id: `shelf-${id}` }, drawn("rect", { x, y, width: w, height: h, rx: 8 }), label(x + 8, y + 5 + layout.font, say(layout === NARROW ? `shelf.${id}` : `table.${id}`), { class: "soft", "font-size": layout.font - 2 }), drawn("g", { class: "rows" })));
    });
    tokens = drawn("g", {});
    parts.push(drawn("g", { id: "waiting" }), tokens);
    stage.replaceChildren(...parts);
    if (state) {
      drawState();
    }
  };

  const half = (x, y) => drawn("g", {}, drawn("circle", { class: "half-ring", cx: x, cy: y, r: 8 }), drawn("path", { class: "half-fill", d: `M${x} ${y - 8} a8 8 0 0 0 0 16 z` }));

  const drawState = () => {
    const act = theAct();
    const broken = act ? act.broken : [];
    (state.nodes || []).forEach((node) => {
      const group = byId(`node-${node.id}`);
      const clock = broken.includes(`${node.id}:clock`) && node.state === "up";
      group.dataset.state = clock ? "clock" : node.state;
      const pid = node.pid > 0 && !(layout === NARROW && node.id === "mysql") ? ` · ${say("pid", node.pid)}` : "";
      group.querySelector(".state").textContent = say(clock ? "state.clock" : `state.${node.state}`) + (clock ? "" : pid);
    });
    const told = act ? act.notes.filter((note) => note.key.startsWith("told-")).pop() : null;
    byId("node-browser").querySelector(".state").textContent = told ? say(`short.${told.key.slice(5)}`) : "";
    const how = { half: "", check: "", deliver: "" };
    broken.forEach((one) => {
      const [where, what] = one.split(":");
      if (where === "order-rocketmq") {
        how.half = what;
        how.check = what === "lost" ? "" : what;
      } else if (where === "rocketmq-logistics") {
        how.deliver = what;
      }
    });
    Object.entries(how).forEach(([id, what]) => {
      const link = byId(`link-${id}`);
      link.dataset.state = what;
      fill(link.querySelector(".trouble") || link.appendChild(drawn("g", { class: "trouble" })), what, () => {
        if (!what) {
          return [];
        }
        const [x, y] = middleOf(link.querySelector(".line"));
        const upright = layout === NARROW;
        return label(upright ? x + (id === "half" ? 8 : 10) : x, upright ? y + 5 : y - 6, `✕ ${say(`link.${what}`)}`, { class: "trouble", "text-anchor": upright ? "start" : "middle", "font-size": layout.font - 1 });
      });
    });
    const open = act && act.phase !== "healed" ? act.waiting : 0;
    fill(byId("waiting"), [open, layout.font], () => {
      const [x, y, w, h] = layout.nodes.rocketmq;
      if (!open) {
        return [];
      }
      const glyphs = Math.min(open, 5);
      const made = Array.from({ length: glyphs }, (none, i) => half(x + w / 2 + (i - (glyphs - 1) / 2) * 22, y + h - 40));
      made.push(label(x + w / 2, y + h - 12, say("waiting", number.format(open)), { class: "waiting", "text-anchor": "middle", "font-size": layout.font - 1 }));
      return made;
    });
    drawTables(act);
  };

  const drawTables = (act) => {
    const paid = act ? act.payments.slice(-3) : [];
    const rows = {
      ledger: paid.filter((one) => one.ledger).map((one) => [`${one.order} ${layout === NARROW ? "" : `· ${one.user} `}`, one.ledger]),
      orders: unique(paid.filter((one) => one.ordered)).map((one) => [`${one.order} · ${one.user}`]),
      shipments: unique(paid.filter((one) => one.shipped)).map((one) => [`${one.order} · ${one.user}`]),
    };
    Object.entries(rows).forEach(([id, list]) => {
      const [x, y] = layout.shelves[id];
      fill(byId(`shelf-${id}`).querySelector(".rows"), [list, layout.font], () =>
        list.map(([text, outcome], i) => {
          const line = label(x + 8, y + 24 + layout.font + i * (layout.font + 4), text, { class: "row", "font-size": layout.font - (layout === NARROW ? 3 : 2) });
          if (outcome) {
            const tone = drawn("tspan", { class: outcome === "COMMIT" ? "commit" : "rollback" });
            tone.textContent = outcome;
            line.append(tone);
          }
          return line;
        }),
      );
    });
  };

  const unique = (list) => list.filter((one, i) => list.findIndex((other) => other.order === one.order && other.user === one.user) === i);

  const middleOf = (path) => {
    const point = path.getPointAtLength(path.getTotalLength() / 2);
    return [point.x, point.y];
  };

  // ---- messages on their way: one after the other, in the order in which they went ----

  const hops = [];
  let hopping = false;
  const PACE = 520;

  const token = (hop) => {
    const made = drawn("g", { class: `token ${hop.tone || ""}` });
    if (hop.kind === "half") {
      made.append(half(0, 0));
    } else {
      made.append(drawn("circle", { r: 10 }));
      const text = drawn("text", { y: 4.5 });
      text.textContent = hop.sign || "";
      made.append(text);
    }
    return made;
  };

  const run = (hop, pace) =>
    new Promise((done) => {
      const link = byId(`link-${hop.path}`);
      const line = link.querySelector(".line");
      if (still.matches) {
        link.classList.add("hot");
        window.setTimeout(() => {
          link.classList.remove("hot");
          done();
        }, pace);
        return;
      }
      const made = token(hop);
      const length = line.getTotalLength();
      const start = line.getPointAtLength(hop.back ? length : 0);
      made.setAttribute("transform", `translate(${start.x} ${start.y})`);
      tokens.append(made);
      const began = performance.now();
      const move = (now) => {
        const part = Math.min(1, (now - began) / pace);
        const eased = part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2;
        const way = hop.lost ? Math.min(eased, 0.8) : eased;
        const point = line.getPointAtLength(length * (hop.back ? 1 - way : way));
        made.setAttribute("transform", `translate(${point.x} ${point.y})`);
        if (hop.lost && eased > 0.8) {
          made.setAttribute("opacity", String(Math.max(0, 1 - (eased - 0.8) * 5)));
        }
        if (part < 1) {
          window.requestAnimationFrame(move);
        } else {
          made.remove();
          done();
        }
      };
      window.requestAnimationFrame(move);
    });

  const hop = async () => {
    if (hopping) {
      return;
    }
    hopping = true;
    while (hops.length > 0) {
      // Who is far behind hurries.
      await run(hops.shift(), hops.length > 12 ? PACE / 4 : PACE);
    }
    hopping = false;
  };

  const LOSES = ["drop-commit", "drop-rollback", "clock", "commit-lost-and-killed"];

  const hopsOf = (step, act) => {
    const bad = ["UNACKNOWLEDGED", "FAILED", "NOT_COMMITTED"].includes(step.result) ? "bad" : "";
    switch (step.step) {
      case "HALF_MESSAGE":
        return [{ path: "half", kind: "half", tone: bad }];
      case "LOCAL_TRANSACTION":
        return [
          { path: "tx", sign: "…" },
          { path: "tx", back: true, sign: step.result === "COMMITTED" ? "✓" : "✗", tone: step.result === "COMMITTED" ? "" : "open" },
        ];
      case "COMMIT":
        return [{ path: "half", sign: "✓", lost: LOSES.includes(act.id), tone: LOSES.includes(act.id) ? "bad" : bad }];
      case "ROLLBACK":
        return [{ path: "half", sign: "✗", lost: LOSES.includes(act.id), tone: LOSES.includes(act.id) ? "bad" : "open" }];
      case "CHECK_BACK": {
        const sign = step.result === "COMMIT" ? "✓" : step.result === "ROLLBACK" ? "✗" : "…";
        return [
          { path: "check", sign: "?", tone: "open" },
          { path: "tx", sign: "?", tone: "open" },
          { path: "tx", back: true, sign, tone: step.result === "COMMIT" ? "" : "open" },
          { path: "check", back: true, sign, tone: step.result === "COMMIT" ? "" : "open" },
        ];
      }
      case "REDELIVERY":
        return [{ path: "half", sign: "✉" }];
      case "DELIVERY":
        return [{ path: "deliver", sign: "✉" }];
      case "SHIPMENT":
        return [{ path: "ship", sign: "✓" }];
      case "PARKED":
        return [{ path: "ship", sign: "!", tone: "bad" }];
      default:
        return [];
    }
  };

  let seenAct = 0;
  let seen = new Set();

  const moveMessages = (act) => {
    if (!act) {
      return;
    }
    if (act.number !== seenAct) {
      seenAct = act.number;
      seen = new Set();
      hops.length = 0;
    }
    const once = (key, list) => {
      if (!seen.has(key)) {
        seen.add(key);
        hops.push(...list);
      }
    };
    act.notes.filter((note) => note.key.startsWith("pay")).forEach((note) => once(`pay ${note.atMs}`, [{ path: "pay", sign: "¥" }]));
    act.attempts.forEach((attempt) =>
      (attempt.steps || []).forEach((step) => once(`${attempt.attemptId} ${step.step} ${step.result} ${step.at}`, hopsOf(step, act))),
    );
    act.notes
      .filter((note) => note.key.startsWith("told-"))
      .forEach((note) => once(`told ${note.key} ${note.atMs}`, [{ path: "pay", back: true, sign: note.key === "told-placed" ? "✓" : note.key === "told-nothing" ? "–" : "✗", tone: note.key === "told-placed" ? "" : "bad" }]));
    hop();
  };

  // While the thousand run, as many messages as are answered: up to what can be seen.
  let flowing = 0;
  const flow = () => {
    const rush = state && state.rush;
    if (!state || !state.rushing || !rush || still.matches || document.hidden) {
      flowing = 0;
      return;
    }
    flowing += Math.min(6, rush.perSecond / 20) / 4;
    for (; flowing >= 1; flowing -= 1) {
      [
        { path: "pay", sign: "¥" },
        { path: "half", kind: "half" },
        { path: "tx", sign: "✓" },
        { path: "deliver", sign: "✉" },
        { path: "ship", sign: "✓" },
      ].forEach((one, i) => window.setTimeout(() => run(one, PACE), i * 120));
    }
  };
  window.setInterval(flow, 250);

  // ---- words about it ----

  let state = null;
  let view = "play";

  /** Whose course is shown on the stage: what is going on at Tandem, never the sample. */
  const theAct = () => {
    const acts = [state.act, state.right].filter(Boolean);
    return acts.sort((one, other) => other.number - one.number)[0] || null;
  };

  const seconds = (ms) => say("seconds", exact.format(ms / 1000));

  const duration = (ms) => (Math.abs(ms) < 1000 ? say("milliseconds", exact.format(ms)) : seconds(ms));

  const FAULTS = /^(kill|consumer-killed|commit-lost|rollback-lost|acknowledgement-lost|stopped|rocketmq-away|mysql-away|delayed|clock|failed)/;
  const verdictTone = { healed: "good", wrong: "bad", failed: "bad", open: "bad" };

  const tellVerdict = (target, act) => {
    target.hidden = !act;
    if (act) {
      target.dataset.tone = verdictTone[act.phase] || "";
      const text = say(`verdict.${act.phase}`, seconds(act.tookMs));
      if (target.textContent !== text) {
        target.textContent = text;
      }
    }
  };

  const tellLog = (act) => {
    const notes = act ? act.notes : [];
    const log = byId("log");
    const before = log.childElementCount;
    fill(log, [act ? act.number : 0, notes], () =>
      notes.length === 0
        ? element("li", {}, element("span", { class: "when" }, ""), element("span", {}, say("log.empty")))
        : notes.map((note) => element("li", {}, element("span", { class: "when" }, seconds(note.atMs)), element("span", { class: FAULTS.test(note.key) ? "struck" : note.key.startsWith("told") ? "answer" : "" }, say(`note.${note.key}`, ...note.arguments)))),
    );
    if (log.childElementCount !== before) {
      log.parentElement.scrollTop = log.parentElement.scrollHeight;
    }
  };

  const TONES = { UNKNOWN: "open", IN_DOUBT: "open", RETRY: "open", UNAVAILABLE: "open", ROLLED_BACK: "open", FENCED: "open", ROLLBACK: "open", NOT_COMMITTED: "open", UNACKNOWLEDGED: "bad", FAILED: "bad", PARKED: "bad" };

  const theStory = (attempt) => {
    const story = attempt.story;
    if (!story) {
      return [];
    }
    const text = typeof story === "string" ? story : story[document.documentElement.lang.slice(0, 2)] || Object.values(story)[0];
    return text ? [element("p", { class: "story" }, text)] : [];
  };

  const tellTrace = (act) => {
    const attempts = act ? act.attempts : [];
    const away = (state.nodes || []).some((node) => node.id === "order" && node.state !== "up");
    fill(byId("trace"), [attempts, away && attempts.length === 0], () =>
      attempts.length === 0
        ? element("p", { class: "hint" }, say(away && act ? "trace.away" : "trace.empty"))
        : attempts.map((attempt) =>
            element(
              "article",
              {},
              element("h3", {}, element("span", {}, say("trace.order", attempt.orderId ?? "?", attempt.userId ?? "?")), element("span", { class: "badge", "data-status": attempt.status }, say(`status.${attempt.status}`))),
              ...theStory(attempt),
              element(
                "ol",
                { class: "path" },
                ...(attempt.steps || []).map((step) =>
                  element(
                    "li",
                    { "data-tone": TONES[step.result] || "" },
                    element("span", { class: "what" }, say(`step.${step.step}`)),
                    " ",
                    words[`result.${step.result}`] || step.result.toLowerCase(),
                    element("span", { class: "when" }, say("after", duration(step.afterMs)) + (step.durationMs === undefined ? "" : `  ${say("took", duration(step.durationMs))}`) + (step.host ? `  ${step.host}` : "")),
                  ),
                ),
              ),
              element("p", { class: "hint" }, element("a", { href: `${state.order}/trace?attemptId=${encodeURIComponent(attempt.attemptId)}`, target: "_blank", rel: "noreferrer" }, say("trace.link"))),
            ),
          ),
    );
  };

  const tellCount = () => {
    const count = state.count;
    if (!count) {
      return;
    }
    const target = byId("count");
    // What was read last may not be so any more.
    if ((state.nodes || []).some((node) => node.id === "mysql" && node.state !== "up")) {
      target.dataset.equal = "";
      fill(target, "away", () => [
        element("span", {}, element("span", { class: "number" }, "—"), say("count.orders")),
        element("span", { class: "sign", "aria-hidden": "true" }, "?"),
        element("span", {}, element("span", { class: "number" }, "—"), say("count.shipments")),
        element("span", { class: "more" }, say("count.away")),
      ]);
      return;
    }
    const equal = count.orders === count.shipments && count.unshipped === 0 && count.stray === 0;
    target.dataset.equal = String(equal);
    const more = [count.unshipped === 0 ? say("count.none") : say("count.way", number.format(count.unshipped)), say("count.ledger", number.format(count.commits), number.format(count.rollbacks))];
    if (count.stray > 0) {
      more.unshift(say("count.stray", number.format(count.stray)));
    }
    fill(target, count, () => [
      element("span", {}, element("span", { class: "number" }, number.format(count.orders)), say("count.orders")),
      element("span", { class: "sign" }, element("span", { "aria-hidden": "true" }, equal ? "=" : "≠"), element("span", { class: "visually-hidden" }, say(equal ? "count.equal" : "count.unequal"))),
      element("span", {}, element("span", { class: "number" }, number.format(count.shipments)), say("count.shipments")),
      ...more.map((line) => element("span", { class: "more" }, line)),
    ]);
  };

  const tellRush = () => {
    const rush = state.rush;
    byId("rush").hidden = !rush;
    if (rush) {
      byId("rush-progress").value = rush.finished;
      fill(byId("rush-numbers"), [rush.finished, rush.perSecond], () =>
        [
          ["rush.finished", number.format(rush.finished)],
          ["rush.per-second", exact.format(rush.perSecond)],
          ["rush.p50", exact.format(rush.p50)],
          ["rush.p99", exact.format(rush.p99)],
          ...Object.entries(rush.told).map(([told, times]) => [`told.${told}`, number.format(times)]),
        ].map(([key, value]) => element("div", {}, element("dt", {}, say(key)), element("dd", {}, value))),
      );
      const most = Math.max(10, ...rush.buckets);
      const step = 600 / Math.max(20, rush.buckets.length);
      const points = rush.buckets.map((value, i) => `${(i * step).toFixed(1)} ${(58 - (value / most) * 54).toFixed(1)}`);
      const chart = byId("rush-chart").firstElementChild;
      chart.setAttribute("d", points.length < 2 ? "" : `M0 60 L${points.join(" L")} L${((points.length - 1) * step).toFixed(1)} 60 Z`);
    }
    const reckoning = state.reckoning;
    const there = reckoning && reckoning.answers;
    byId("reckoning").hidden = !there && !(rush && !state.rushing) && !state.rushing;
    const verdict = byId("reckoning-verdict");
    const good = there && reckoning.violations.length === 0 && reckoning.rest;
    verdict.dataset.tone = !there ? "" : good ? "good" : "bad";
    fill(verdict, [there ? reckoning : null], () =>
      !there
        ? [say("reckoning.wait")]
        : good
          ? [say("reckoning.good", reckoning.invariants, number.format(reckoning.orders), number.format(reckoning.shipments))]
          : [say(reckoning.violations.length > 0 ? "reckoning.bad" : "reckoning.rest"), element("ul", { class: "violations" }, ...reckoning.violations.map((line) => element("li", {}, line)))],
    );
    fill(byId("reckoning-rows"), there ? reckoning.answers : null, () =>
      Object.entries(there ? reckoning.answers : {}).map(([told, fate]) =>
        element("tr", { role: "row" }, element("th", { scope: "row", role: "rowheader" }, say(`told.${told}`)), ...["calls", "both", "neither", "between"].map((column) => element("td", { role: "cell", "data-label": say(`reckoning.${column}`) }, number.format(fate[column])))),
      ),
    );
  };

  const tellSide = () => {
    byId("side-first").hidden = state.sample !== "off";
    if (state.sample === "starting" && byId("side-first").hidden) {
      byId("side-first").hidden = false;
    }
    byId("side-first").textContent = say(state.sample === "starting" ? "side.starting" : "side.first");
    const both = state.left && state.right;
    if (both) {
      byId("side-plot").textContent = say("side.plot", state.right.payments.length ? state.right.payments[0].order : "…");
    }
    ["left", "right"].forEach((side) => {
      const act = state[side];
      const target = byId(side).querySelector(".outcome");
      fill(target, act ? [act.phase, act.payments] : null, () => {
        if (!act) {
          return [];
        }
        const [first, second] = act.payments;
        const shippedTo = [first && first.shipped ? say("side.shipped.first") : "", second && second.shipped ? say("side.shipped.second") : ""].filter(Boolean);
        const facts = [
          ["side.told", second && second.told ? say(`told.${second.told}`) : say("side.nothing")],
          ["side.answer", second && second.checkBack ? second.checkBack : say("side.nothing")],
          ["side.shipped", shippedTo.length ? shippedTo.join(" + ") : say("side.shipped.none")],
        ];
        const ended = act.phase === "healed" || act.phase === "wrong";
        const verdict = element("p", { class: "verdict", "data-tone": verdictTone[act.phase] || "" }, act.phase === "wrong" ? say("side.wrong") : act.phase === "healed" ? say("side.right.verdict") : say(`verdict.${act.phase}`));
        verdict.dataset.ended = String(ended);
        return [element("dl", {}, ...facts.flatMap(([key, value]) => [element("dt", {}, say(key)), element("dd", {}, value)])), verdict];
      });
    });
  };

  const tellTour = () => {
    const tour = state.tour || [];
    const list = byId("chapters");
    if (list.childElementCount !== tour.length) {
      list.replaceChildren(
        ...tour.map((chapter) => {
          const button = element("button", { class: "button", type: "button", "data-post": `/tour/${chapter.id}`, "data-busy": "acting" }, say("tour.start"));
          return element(
            "li",
            { id: `chapter-${chapter.id}` },
            element("h3", {}, say(`tour.${chapter.id}`)),
            element("p", { class: "hint" }, say(`tour.${chapter.id}.text`)),
            element("ul", {}, ...chapter.checks.map((check) => element("li", { class: "check", "data-check": check }, element("span", { class: "mark", "aria-hidden": "true" }, "○"), element("span", {}, say(`check.${check}`), element("span", { class: "visually-hidden" }, ` (${say("check.unseen")})`))))),
            element("div", { class: "foot-line" }, button, element("span", { class: "hint done" })),
          );
        }),
      );
    }
    tour.forEach((chapter) => {
      const item = byId(`chapter-${chapter.id}`);
      item.dataset.done = String(chapter.seen.length === chapter.checks.length);
      item.querySelector(".done").textContent = chapter.begun ? say("tour.done", chapter.seen.length, chapter.checks.length) : "";
      item.querySelector("button").textContent = say(chapter.begun ? "tour.again" : "tour.start");
      item.querySelectorAll(".check").forEach((line) => {
        const isSeen = chapter.seen.includes(line.dataset.check);
        line.dataset.seen = String(isSeen);
        line.querySelector(".mark").textContent = isSeen ? "✓" : "○";
        line.querySelector(".visually-hidden").textContent = ` (${say(isSeen ? "check.seen" : "check.unseen")})`;
      });
    });
    const all = tour.length > 0 && tour.every((chapter) => chapter.seen.length === chapter.checks.length);
    const line = byId("tour-all");
    line.hidden = !all;
    line.dataset.tone = "good";
    line.textContent = all ? say("tour.all") : "";
  };

  const tellMessage = () => {
    const lines = state.phase === "starting" ? [say("starting")] : state.phase === "stopping" ? [say("stopping")] : [];
    const progress = state.phase === "starting" ? state.progress || [] : [];
    fill(byId("message"), [lines, progress], () => [...lines.map((line) => element("p", {}, line)), ...(progress.length ? [element("ul", {}, ...progress.map((line) => element("li", {}, line)))] : [])]);
  };

  // ---- buttons ----

  const FAULT_STEPS = [
    ["step1", ["rocketmq-away"]],
    ["step2", ["kill-before-commit", "mysql-away", "sigstop"]],
    ["step3", ["kill-after-commit", "drop-commit", "drop-rollback", "delay"]],
    ["step4", ["clock"]],
    ["step5", ["kill-consumer", "duplicate"]],
  ];

  byId("faults").append(
    ...FAULT_STEPS.map(([step, ids]) =>
      element(
        "div",
        {},
        element("h3", {}, say(step)),
        element("ul", {}, ...ids.map((id) => element("li", {}, element("button", { class: "button fault", type: "button", "data-post": `/break/${id}`, "data-busy": "acting" }, say(`fault.${id}`), element("small", {}, say(`fault.${id}.text`)))))),
      ),
    ),
  );

  // Still focusable while it cannot be pressed: a keyboard's place is not lost.
  const tellButtons = () =>
    document.querySelectorAll("[data-post]").forEach((button) => {
      const busy = state.phase !== "ready" || state[button.dataset.busy] === true;
      button.setAttribute("aria-disabled", String(busy));
      button.title = busy && state.phase === "ready" ? say("busy") : "";
      button.dataset.current = String(busy && Boolean(state.act) && button.dataset.post === `/break/${state.act.id}` && state.acting === true);
    });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-post]");
    if (button && button.getAttribute("aria-disabled") !== "true") {
      button.setAttribute("aria-disabled", "true");
      fetch(button.dataset.post, { method: "POST", headers: { "X-Tandem-Play": "1" } }).catch(() => undefined);
      if (view !== "side" && stage.getBoundingClientRect().top < 0) {
        byId("theatre").scrollIntoView({ behavior: still.matches ? "auto" : "smooth" });
      }
    }
  });

  // ---- parts of the page ----

  const choose = () => {
    view = ["play", "side", "tour"].find((one) => window.location.hash === `#${one}`) || "play";
    document.querySelectorAll(".view").forEach((part) => (part.hidden = part.id !== view));
    byId("theatre").hidden = view === "side";
    document.querySelectorAll(".nav a").forEach((link) => {
      if (link.getAttribute("href") === `#${view}`) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    });
    window.scrollTo(0, 0);
  };

  const tell = () => {
    const act = theAct();
    tellMessage();
    drawState();
    moveMessages(act);
    tellVerdict(byId("verdict"), act);
    tellLog(act);
    tellTrace(act);
    tellCount();
    tellRush();
    tellSide();
    tellTour();
    tellButtons();
    document.documentElement.dataset.phase = state.phase;
    document.documentElement.dataset.act = act ? act.phase : "";
    document.documentElement.dataset.number = act ? act.number : 0;
  };

  document.querySelector(".nav").hidden = false;
  window.addEventListener("hashchange", choose);
  narrow.addEventListener("change", draw);
  choose();
  draw();

  const source = new EventSource("/events");
  source.addEventListener("message", (event) => {
    state = JSON.parse(event.data);
    tell();
  });
  source.addEventListener("error", () => {
    if (state && state.phase !== "stopping") {
      fill(byId("message"), "lost", () => element("p", {}, say("lost-connection")));
    }
  });
  window.addEventListener("pagehide", () => source.close());
})();
