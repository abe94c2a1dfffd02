// The copy button of an answer: a selection and execCommand, for the clipboard API is missing on plain HTTP.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button.copy");
  const answer = button?.closest(".tools")?.previousElementSibling;
  if (!answer?.classList.contains("answer")) return;
  const folded = [...answer.querySelectorAll("details:not([open])")];
  folded.forEach((list) => (list.open = true)); // what is folded away would not be copied
  const selection = getSelection();
  selection.selectAllChildren(answer);
  document.execCommand("copy");
  selection.removeAllRanges();
  folded.forEach((list) => (list.open = false));
  const said = button.textContent;
  button.textContent = JSON.parse(document.querySelector("#words").textContent)[answer.lang].copied;
  setTimeout(() => (button.textContent = said), 1500);
});

// The question asked last stays at the top while its answer grows, until the reader scrolls.
let asked = 0;
let following = false;
const follow = () => {
  const view = document.querySelector("#chat .bubble-wrap");
  const questions = view?.querySelectorAll(".user-row") ?? [];
  if (questions.length !== asked) following = questions.length > asked;
  asked = questions.length;
  if (!following) return;
  view.scrollTop += questions[asked - 1].getBoundingClientRect().top - view.getBoundingClientRect().top;
};
for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) {
  document.addEventListener(kind, () => (following = false), { passive: true });
}

const LONG = 24; // characters in a table's cell that ask for a wide column
new MutationObserver(() => {
  follow();
  for (const cell of document.querySelectorAll("#chat .md td:not(.long)")) {
    if (cell.textContent.length > LONG) cell.classList.add("long");
  }
  // Gradio names each message by its raw markup, which a screen reader would read out with every address in it.
  for (const message of document.querySelectorAll("#chat [data-testid][aria-label]")) message.removeAttribute("aria-label");
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"] });
