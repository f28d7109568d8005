// The chosen row is marked when its panel has come; without scripts the whole page comes.
// Where both stand side by side its button leads on to the form by which it is done.
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
  const wide = matchMedia("(min-width: 1101px)").matches;
  const field = panel.querySelector("[data-doing] :is(input:not([type=hidden]), select, textarea, button)");
  if (wide && field && event.detail.requestConfig.elt.matches("[data-do]")) return field.focus();
  panel.focus({ preventScroll: true });
  if (!wide) panel.scrollIntoView();
});
