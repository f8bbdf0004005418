// Lets a page that shows something under way keep itself up to date. Whatever it shows is written by the server: this script
// only hears that there is something new, fetches the page again, and puts in what has changed. Without it, people reload.
(() => {
  "use strict";

  // A stream ends after a minute at most and is opened again; nothing is under way for longer than this.
  const MOST_STREAMS = 10;

  const region = document.querySelector("[data-events]");
  if (!region || !("EventSource" in window)) {
    return;
  }

  const showNote = () => document.querySelectorAll("[data-live-note]").forEach((note) => (note.hidden = false));

  const refresh = async () => {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) {
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelectorAll("[data-live]").forEach((part) => {
      const now = fresh.getElementById(part.id);
      if (now && now.innerHTML !== part.dataset.shown) {
        part.dataset.shown = now.innerHTML;
        part.replaceChildren(...Array.from(now.childNodes, (node) => document.importNode(node, true)));
      }
    });
    document.title = fresh.title || document.title;
    showNote();
  };

  // One after the other, so that an older answer never replaces a newer one.
  let last = Promise.resolve();
  const refreshSoon = () => (last = last.then(refresh).catch(() => undefined));

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
})();
