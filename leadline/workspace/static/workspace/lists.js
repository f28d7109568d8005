// Ticking many rows: all at once, and how many there are. The list works without it.
(() => {
  const all = document.querySelector("[data-picks]");
  const picks = [...document.querySelectorAll("[data-pick]")];
  const told = document.querySelector("[data-picked]");
  if (!all || !told) return;
  all.hidden = false;

  const tell = () => {
    const number = picks.filter((one) => one.checked).length;
    told.textContent = number;
    told.hidden = number === 0;
    all.checked = number > 0 && number === picks.length;
    all.indeterminate = number > 0 && number < picks.length;
  };

  all.addEventListener("change", () => {
    for (const one of picks) one.checked = all.checked;
    tell();
  });
  for (const one of picks) one.addEventListener("change", tell);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "x" || event.metaKey || event.ctrlKey || event.altKey) return;
    const pick = document.activeElement?.closest("[data-row]")?.querySelector("[data-pick]");
    if (!pick || document.activeElement.closest("select, textarea, input:not([data-pick])")) return;
    pick.checked = !pick.checked;
    tell();
  });
  tell();
})();
