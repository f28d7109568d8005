// Keys and small comforts. Every page works without this file.
(() => {
  const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
  let awaitsPlace = false;

  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
    (next.querySelector("a, button") || next).focus();
    next.scrollIntoView({ block: "nearest" });
  };

  const act = (event) => {
    const row = document.activeElement?.closest("[data-row]");
    const action = row?.querySelector("[data-do]");
    if (!action || action === document.activeElement || document.activeElement.closest("button")) return;
    event.preventDefault();
    action.click();
  };

  // The chosen thing is done; where something is to be filled in first, that is shown instead.
  const done = () => {
    const button = document.querySelector("#panel [data-done]");
    button?.scrollIntoView({ block: "nearest" });
    button?.form?.requestSubmit(button);
  };

  const later = () => {
    const fold = document.querySelector("#panel [data-later]");
    if (!fold) return;
    fold.open = true;
    fold.querySelector("select, input:not([type=hidden])")?.focus();
  };

  const openNew = (event) => {
    const menu = document.querySelector("[data-new]");
    if (!menu) return;
    event.preventDefault();
    menu.open = true;
    menu.querySelector("a").focus();
  };

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    Enter: act,
    d: done,
    l: later,
    n: openNew,
    "?": () => document.querySelector("[data-guide]")?.click(),
    g: () => { awaitsPlace = true; setTimeout(() => { awaitsPlace = false; }, 1500); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || typing(event.target)) return undefined;
    if (awaitsPlace) {
      awaitsPlace = false;
      document.querySelector(`[data-go="${CSS.escape(event.key)}"]`)?.click();
      return undefined;
    }
    return keys[event.key]?.(event);
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    const copied = event.target.closest("[data-copies]");
    if (copied) navigator.clipboard?.writeText(copied.dataset.copies);
  });

  document.addEventListener("keyup", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
