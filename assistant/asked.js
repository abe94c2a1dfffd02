// What is asked of the chat from outside: by its address, and by the window around it if that one's origin is listed.
(() => {
  const LISTED = []; // filled in by the server: the origins whose pages may embed the chat
  const LONGEST = 2000; // characters, as in the box itself
  const wanted = new URLSearchParams(location.search);
  const root = document.documentElement;
  root.classList.toggle("embedded", wanted.has("embedded"));

  const box = () => document.querySelector("#question textarea");
  const fill = (question) => {
    box().value = question.slice(0, LONGEST);
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };
  // The box is there before Gradio listens to it, and not while an answer runs: press until the question has been taken.
  const ask = (question) => {
    const before = document.querySelectorAll("#chat .user-row").length;
    fill(question);
    const pressing = setInterval(() => {
      const taken = document.querySelectorAll("#chat .user-row").length > before || box().value !== question.slice(0, LONGEST);
      if (taken) clearInterval(pressing);
      else document.querySelector("#send")?.click();
    }, 200);
  };

  const start = () => {
    const [question, draft] = [wanted.get("ask"), wanted.get("draft")];
    if (question?.trim()) ask(question);
    else if (draft) fill(draft);
    for (const name of ["ask", "draft"]) wanted.delete(name);
    const rest = wanted.size ? `?${wanted}` : "";
    if (question || draft) history.replaceState(history.state, "", location.pathname + rest); // a reload asks no second time
    if (window !== parent) parent.postMessage({ seminar: "ready" }, "*"); // says no more than that the chat is there
  };
  const waiting = setInterval(() => {
    if (!box()) return;
    clearInterval(waiting);
    start();
  }, 50);

  if (window === parent) return;
  addEventListener("message", ({ data, origin, source }) => {
    if (source !== parent || ![location.origin, ...LISTED].includes(origin)) return;
    if (data?.seminar === "hello" && data.focus === true && matchMedia("(hover: hover)").matches) box()?.focus();
    if (data?.seminar === "ask" && typeof data.question === "string" && box()) ask(data.question);
  });
  addEventListener("keydown", (event) => {
    const mine = event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]"); // not the window's
    if (event.key === "Escape" && !mine) parent.postMessage({ seminar: "close" }, "*"); // as little as "ready"
  });
})();
