// What pages can do with JavaScript, and do without: whatever they show is written by the server. This script shows times in the
// browser's zone, copies ids, starts Swagger UI where it is, and puts in what has changed of a page that shows something under way, and
// of the strip.
(() => {
  "use strict";

  const two = (number) => String(number).padStart(2, "0");

  const zone = (at) => {
    const minutes = -at.getTimezoneOffset();
    const hours = Math.trunc(Math.abs(minutes) / 60);
    const rest = Math.abs(minutes) % 60;
    return "UTC" + (minutes < 0 ? "-" : "+") + two(hours) + (rest ? ":" + two(rest) : "");
  };

  // In the form in which the server wrote it, which is in China's time.
  const localTime = (time) => {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime()) || time.dataset.local) {
      return;
    }
    const text = time.textContent;
    const day = at.getFullYear() + "-" + two(at.getMonth() + 1) + "-" + two(at.getDate());
    const hour = two(at.getHours()) + ":" + two(at.getMinutes()) + ":" + two(at.getSeconds());
    const millis = text.includes(".") ? "." + String(at.getMilliseconds()).padStart(3, "0") : "";
    time.textContent = day + " " + hour + millis + (text.includes("UTC") ? " " + zone(at) : "");
    time.dataset.local = "true";
  };

  const copyButton = (code) => {
    if (!navigator.clipboard || code.nextElementSibling?.className === "copy") {
      return;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = code.dataset.copy;
    button.setAttribute("aria-label", code.dataset.copy + " " + code.textContent.slice(0, 80));
    button.addEventListener("click", () =>
      navigator.clipboard.writeText(code.textContent).then(() => {
        button.textContent = code.dataset.copied;
        window.setTimeout(() => (button.textContent = code.dataset.copy), 2000);
      }),
    );
    code.after(button);
  };

  const enhance = (within) => {
    within.querySelectorAll("time[datetime]").forEach(localTime);
    within.querySelectorAll("[data-zone]").forEach((place) => (place.textContent = zone(new Date())));
    within.querySelectorAll("[data-copy]").forEach(copyButton);
  };
  enhance(document);

  const api = document.getElementById("swagger-ui");
  if (api && window.SwaggerUIBundle) {
    window.SwaggerUIBundle({ url: api.dataset.openapi, domNode: api, deepLinking: true, validatorUrl: "none", defaultModelsExpandDepth: 0 });
  }

  // ---- what is under way -------------------------------------------------------------------------------------------------

  // A stream ends after a minute at most and is opened again; nothing is under way for longer than this.
  const MOST_STREAMS = 10;
  const STATUS_MS = 5000;

  const showNote = () => document.querySelectorAll("[data-live-note]").forEach((note) => (note.hidden = false));

  const read = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    return answer.redirected ? null : new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  const replace = (part, fresh) => {
    if (!fresh || fresh.innerHTML === part.dataset.shown) {
      return;
    }
    part.dataset.shown = fresh.innerHTML;
    part.className = fresh.className;
    part.replaceChildren(...Array.from(fresh.childNodes, (node) => document.importNode(node, true)));
    enhance(part);
  };

  const refresh = async () => {
    const fresh = await read(window.location.href);
    if (!fresh || !fresh.querySelector("[data-live]")) {
      return;
    }
    document.querySelectorAll("[data-live]").forEach((part) => replace(part, fresh.getElementById(part.id)));
    document.title = fresh.title || document.title;
    showNote();
  };

  // One after the other, so that an older answer never replaces a newer one.
  let last = Promise.resolve();
  const refreshSoon = () => (last = last.then(refresh).catch(() => undefined));

  const region = document.querySelector("[data-events]");
  if (region && "EventSource" in window) {
    let streams = 0;
    const source = new EventSource(region.dataset.events);
    source.addEventListener("open", () => {
      streams += 1;
      showNote();
    });
    source.addEventListener("message", (event) => {
      refreshSoon();
      if (JSON.parse(event.data).settled) {
        source.close();
      }
    });
    source.addEventListener("error", () => {
      if (streams >= MOST_STREAMS) {
        source.close();
      }
    });
    window.addEventListener("pagehide", () => source.close());
  }

  // ---- the strip ---------------------------------------------------------------------------------------------------------

  const strip = document.getElementById("status");
  if (strip && strip.dataset.status) {
    const look = async () => {
      if (document.hidden) {
        return;
      }
      const fresh = await read(strip.dataset.status);
      replace(strip, fresh && fresh.getElementById("status"));
      const items = document.getElementById("status-items");
      if (items && fresh) {
        replace(items, fresh.getElementById("status-items"));
      }
    };
    // A page of the service behind this one does not know how this one's parts are.
    if ("now" in strip.dataset) {
      look().catch(() => undefined);
    }
    window.setInterval(() => look().catch(() => undefined), STATUS_MS);
  }
})();
