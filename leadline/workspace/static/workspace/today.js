// The chosen row is marked when its panel has come; without scripts the whole page comes.
document.addEventListener("htmx:afterSwap", (event) => {
  const panel = document.getElementById("panel");
  if (!panel || event.detail.target.id !== "panel") return;
  const chosen = new URLSearchParams(event.detail.pathInfo.requestPath.split("?")[1]).get("item");
  for (const row of document.querySelectorAll("[data-item]")) {
    const here = row.dataset.item === chosen;
    row.toggleAttribute("aria-current", here);
    if (here) row.setAttribute("aria-current", "true");
    row.querySelector("[data-do]").classList.toggle("button-go", here);
  }
  panel.focus({ preventScroll: matchMedia("(min-width: 1101px)").matches });
});
