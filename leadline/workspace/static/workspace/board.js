// Cards are dragged to another stage, or sent there with Shift and an arrow; the server decides.
(() => {
  const form = document.getElementById("move");
  const board = document.querySelector(".board");
  if (!form || !board) return;
  let dragged = null;

  const send = (card, column) => {
    if (!column || column.contains(card)) return;
    form.elements.pk.value = card.dataset.card;
    form.elements.to.value = column.dataset.stage;
    form.requestSubmit();
  };

  board.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-card]");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.card);
    dragged.classList.add("dragged");
  });
  board.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    for (const one of board.querySelectorAll(".over")) one.classList.remove("over");
    dragged = null;
  });
  board.addEventListener("dragover", (event) => {
    const column = event.target.closest("[data-stage]");
    for (const one of board.querySelectorAll(".over")) one.classList.toggle("over", one === column);
    if (!dragged || !column) return;
    event.preventDefault();
    column.classList.add("over");
  });
  board.addEventListener("drop", (event) => {
    event.preventDefault();
    if (dragged) send(dragged, event.target.closest("[data-stage]"));
  });
  board.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const card = document.activeElement?.closest("[data-card]");
    if (!step || !event.shiftKey || !card) return;
    event.preventDefault();
    const columns = [...board.querySelectorAll("[data-stage]")];
    send(card, columns[columns.indexOf(card.closest("[data-stage]")) + step]);
  });
})();
