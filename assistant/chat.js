// Copying by a selection and execCommand, for the clipboard API is missing on plain HTTP.
const clip = (element, types) => {
  const put = (event) => {
    for (const [type, text] of Object.entries(types)) event.clipboardData.setData(type, text);
    event.preventDefault();
  };
  if (types) document.addEventListener("copy", put, { once: true, capture: true });
  const selection = getSelection();
  selection.selectAllChildren(element);
  document.execCommand("copy");
  selection.removeAllRanges();
};
const unfolded = (answer, act) => {
  const folded = [...answer.querySelectorAll("details:not([open])")];
  folded.forEach((list) => (list.open = true)); // what is folded away would not be copied
  act();
  folded.forEach((list) => (list.open = false));
};
const cells = (table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim().replace(/\s+/g, " ")));
const asTable = (rows) => {
  const made = document.createElement("table");
  for (const row of rows) for (const [at, text] of row.entries()) (at ? made.rows[made.rows.length - 1] : made.insertRow()).insertCell().textContent = text;
  return new XMLSerializer().serializeToString(made);
};
const shared = (address) => address.replace(/\/t\/[\w.-]+\//, "/"); // without the session of whoever copies it
const COPIES = {
  table: (answer) => {
    const tables = [...answer.querySelectorAll("table")].map(cells);
    const text = tables.map((rows) => rows.map((row) => row.join("\t")).join("\n")).join("\n\n");
    clip(answer, { "text/plain": text, "text/html": tables.map(asTable).join("<br>") });
  },
  sources: (answer) => {
    const lines = [...answer.querySelectorAll(".sources li a")].map((link) => {
      const [place, quote] = [".place", "q"].map((part) => link.querySelector(part).textContent);
      return `${place}　「${quote}」　${shared(link.href)}`;
    });
    clip(answer, { "text/plain": lines.join("\n") });
  },
};
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button.copy");
  const answer = button?.closest(".tools")?.previousElementSibling;
  if (!answer?.classList.contains("answer")) return;
  const kind = Object.keys(COPIES).find((name) => button.classList.contains(`of-${name}`));
  unfolded(answer, () => (kind ? COPIES[kind](answer) : clip(answer)));
  const said = button.textContent;
  button.textContent = seminar.words.copied;
  setTimeout(() => (button.textContent = said), 1500);
});

// One answer is printed with its question, or all; conversations.css leaves out the rest. Sources are printed unfolded.
document.addEventListener("click", (event) => {
  const row = event.target.closest?.("button.print")?.closest(".bot-row");
  if (!row) return;
  const rows = [...document.querySelectorAll("#chat .message-row")];
  const printed = [rows[rows.indexOf(row) - 1], row];
  for (const one of rows) one.classList.toggle("not-printed", !printed.includes(one));
  print();
  for (const one of rows) one.classList.remove("not-printed");
});
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("#chat details:not([open])")];
  for (const list of folded) list.open = true;
});
addEventListener("afterprint", () => {
  for (const list of folded) list.open = false;
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
  // Gradio drops what tells a screen reader the state of a button.
  for (const button of document.querySelectorAll("#chat .vote:not([aria-pressed])")) {
    button.setAttribute("aria-pressed", button.classList.contains("pressed"));
  }
  document.querySelector("#chat .examples[role]")?.removeAttribute("role"); // a list of buttons without items
  // Gradio names each message by its raw markup, which a screen reader would read out with every address in it.
  for (const message of document.querySelectorAll("#chat [data-testid][aria-label]")) message.removeAttribute("aria-label");
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"] });
