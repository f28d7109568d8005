// Find or do anything: "/" and ⌘K open it, arrows choose, Enter goes. Without it the field in the
// top bar leads to the page of all that is found.
(() => {
  const palette = document.getElementById("palette");
  if (!palette) return;
  const field = palette.querySelector("input");
  const found = document.getElementById("palette-found");
  const hits = () => [...found.querySelectorAll("[data-hit]")];
  const chosen = () => found.querySelector('[aria-selected="true"]');

  const choose = (hit) => {
    chosen()?.removeAttribute("aria-selected");
    field.removeAttribute("aria-activedescendant");
    if (!hit) return;
    hit.id ||= `hit-${hits().indexOf(hit)}`;
    hit.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", hit.id);
    hit.scrollIntoView({ block: "nearest" });
  };

  const step = (by) => {
    const all = hits();
    if (all.length) choose(all[(all.indexOf(chosen()) + by + all.length) % all.length]);
  };

  const open = (event, text) => {
    event.preventDefault();
    if (!palette.open) palette.showModal();
    if (text) field.value = text;
    field.select();
    field.dispatchEvent(new Event("opened"));
  };

  const typing = (target) => target.closest("input, select, textarea, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    const isCommand = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k";
    const isSlash = event.key === "/" && !event.metaKey && !event.ctrlKey && !event.altKey && !typing(event.target);
    if (isCommand || isSlash) open(event, "");
  });

  document.querySelector("[data-find]")?.addEventListener("pointerdown", (event) => open(event, event.target.value));

  field.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.isComposing) return; // pinyin that is being typed has Enter for itself
    if (steps[event.key]) {
      event.preventDefault();
      step(steps[event.key]);
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      chosen().click();
    }
  });

  found.addEventListener("htmx:afterSwap", () => choose(hits()[0]));
  palette.addEventListener("click", (event) => {
    if (event.target === palette) palette.close();
  });
})();
