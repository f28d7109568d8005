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
// The columns are put in order by dragging or with the arrows; without scripts the arrows send.
(() => {
  const order = document.querySelector("[data-order]");
  if (!order) return;
  let dragged = null;

  order.addEventListener("click", (event) => {
    const button = event.target.closest("[data-by]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("li");
    const beside = button.dataset.by === "1" ? row.nextElementSibling : row.previousElementSibling;
    if (!beside?.draggable) return;
    beside[button.dataset.by === "1" ? "after" : "before"](row);
    button.focus();
  });
  order.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    dragged.classList.add("dragged");
  });
  order.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged || !over?.draggable) return;
    event.preventDefault();
    if (over === dragged) return;
    const middle = over.getBoundingClientRect().top + over.offsetHeight / 2;
    over[event.clientY > middle ? "after" : "before"](dragged);
  });
  order.addEventListener("drop", (event) => event.preventDefault());
  order.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    dragged = null;
  });
})();
