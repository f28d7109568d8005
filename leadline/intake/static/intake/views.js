// Tells Leadline which pages of your own site a visitor views, once they have agreed to it.
// No cookie, nobody else is told; the visitor's token lasts as long as the tab.
(() => {
  "use strict";
  const script = document.currentScript;
  const door = script && script.dataset.door;
  if (!door || navigator.globalPrivacyControl || navigator.doNotTrack === "1") return;

  const KEPT = "leadline-visitor";
  const address = new URL(location.href);
  const given = address.searchParams.get("visitor");
  if (given) { // it is nobody's business in a copied address
    address.searchParams.delete("visitor");
    history.replaceState(history.state, "", address);
  }

  const views = new Map();
  const view = (page) => views.set(page, (views.get(page) || 0) + 1);

  const tell = () => {
    const visitor = given || sessionStorage.getItem(KEPT);
    if (!visitor || !views.size) return;
    const told = [...views].slice(0, 50).map(([page, times]) => ({ page, times }));
    views.clear();
    navigator.sendBeacon(door, JSON.stringify({ visitor, consent: true, views: told }));
  };

  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    if (given) sessionStorage.setItem(KEPT, given);
    view(location.pathname);
    const ours = new URL("/f/", door).href;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.src.startsWith(ours)) view(`form:${frame.src.slice(ours.length).split("/")[0]}`);
    }
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") tell();
    });
    addEventListener("pagehide", tell);
  };

  if (script.dataset.consent === "given") begin();
  document.addEventListener("leadline-consent", begin);
})();
