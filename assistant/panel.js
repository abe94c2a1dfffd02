// The panel of sources: a citation clicked in the chat opens beside it, on a phone over it, with those of its answer in
// turn. It shows the page of the source as the server makes it; with another button or key a link stays a link.
{
  const NARROW = matchMedia("(max-width: 60rem)");
  const SOURCE = /\/source\/[0-9a-f]+\/\d+$/;
  let panel; // made when the first citation is clicked
  let citations = []; // the links of one answer, each once
  let current = 0;
  let clicked; // gets the focus back
  let view = ""; // as picture or as text: what the reader chose last
  let leaving = false; // the browser is on its way back
  let loads = 0; // what comes late, after another was asked for, is dropped

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const build = () => {
    const dialog = make("dialog", { id: "source-panel" });
    const host = make("div");
    const before = make("button", { type: "button", class: "before" }, "‹");
    const place = make("span", { class: "place", role: "status" });
    const after = make("button", { type: "button", class: "after" }, "›");
    const whole = make("a", { class: "whole", target: "_blank", rel: "noopener" });
    const close = make("button", { type: "button", class: "close" }, "×");
    const shown = make("div", { class: "shown" });
    const style = make("link", { rel: "stylesheet", href: "source/style.css" });
    const styled = new Promise((done) => ["load", "error"].forEach((kind) => style.addEventListener(kind, done)));
    // A root of its own: Gradio's style does not reach in, that of the source's page does.
    host.attachShadow({ mode: "open" }).append(
      style,
      make("div", { class: "bar" }, before, place, after, whole, close),
      shown,
    );
    dialog.append(host);
    document.body.append(dialog);
    before.addEventListener("click", () => turn(current - 1));
    after.addEventListener("click", () => turn(current + 1));
    close.addEventListener("click", leave);
    shown.addEventListener("click", follow);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      leave();
    });
    return { dialog, host, before, place, after, whole, close, shown, styled };
  };

  const isPlain = (event) => !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const word = (key) => JSON.parse(document.querySelector("#words").textContent)[panel.host.lang]?.[key] ?? "";

  // Opening and closing

  const open = (link) => {
    panel ??= build();
    clicked = link;
    const links = [...link.closest(".answer").querySelectorAll(".sources li a")];
    citations = links.length ? links : [link];
    const { before, after, whole, close, host, dialog } = panel;
    host.lang = link.closest(".answer").lang;
    for (const [control, key] of [[before, "before"], [after, "after"], [close, "close"]]) {
      control.title = word(key);
      control.setAttribute("aria-label", word(key));
    }
    whole.textContent = word("whole");
    host.style.colorScheme = document.querySelector(".dark") ? "dark" : "light";
    if (!dialog.open) {
      NARROW.matches ? dialog.showModal() : dialog.show();
      document.documentElement.classList.add("with-source");
      history.pushState({ ...history.state, source: true }, "");
      close.focus({ preventScroll: true });
      link.scrollIntoView({ block: "nearest" });
    }
    turn(Math.max(0, citations.findIndex((one) => one.href === link.href)));
  };

  const leave = () => {
    if (leaving || !panel?.dialog.open) return;
    leaving = true;
    history.state?.source ? history.back() : dismiss(); // going back dismisses
  };

  const dismiss = () => {
    leaving = false;
    if (!panel?.dialog.open) return;
    loads += 1;
    panel.dialog.close();
    document.documentElement.classList.remove("with-source");
    mark("");
    clicked.focus({ preventScroll: true });
  };

  addEventListener("popstate", dismiss);
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || event.isComposing || !panel?.dialog.open) return;
      event.preventDefault(); // so that the widget around the chat stays open
      leave();
    },
    true,
  );

  // What is shown

  const turn = (number) => {
    const { before, place, after } = panel;
    current = number;
    place.textContent = `${citations[number].querySelector(".number")?.textContent ?? ""} ${number + 1} / ${citations.length}`;
    before.disabled = number === 0;
    after.disabled = number === citations.length - 1;
    mark(citations[number].href);
    load(citations[number].href);
  };

  const mark = (address) => {
    for (const link of document.querySelectorAll("#chat .answer a[aria-current]")) link.removeAttribute("aria-current");
    if (!address) return;
    const links = clicked.closest(".answer")?.querySelectorAll("a") ?? [];
    for (const link of links) if (link.href === address) link.setAttribute("aria-current", "true");
  };

  const load = async (address) => {
    const { dialog, shown, whole } = panel;
    const url = new URL(address, document.baseURI);
    view = url.searchParams.get("view") ?? view;
    if (view) url.searchParams.set("view", view);
    whole.href = url.href;
    loads += 1;
    const asked = loads;
    shown.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(url);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      await panel.styled; // else there is nothing to scroll yet
      if (asked !== loads) return;
      fill([page.querySelector("header"), page.querySelector("main")].filter(Boolean), response.url);
    } catch (problem) {
      if (asked !== loads) return;
      shown.replaceChildren(make("main", {}, make("p", { class: "notice", role: "alert" }, word("failed"))));
    }
    shown.removeAttribute("aria-busy");
    dialog.setAttribute("aria-label", shown.querySelector("h1")?.textContent ?? "");
  };

  const fill = (parts, base) => {
    const { shown } = panel;
    shown.replaceChildren(...parts.map((part) => document.importNode(part, true)));
    for (const link of shown.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), base).href;
    for (const image of shown.querySelectorAll("img")) image.src = new URL(image.getAttribute("src"), base).href;
    shown.querySelector("main").tabIndex = 0; // it scrolls, by keys too
    shown.querySelector("#quote")?.scrollIntoView({ block: "center", inline: "center" });
  };

  // Links

  const follow = (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !isPlain(event) || !SOURCE.test(new URL(link.href).pathname)) return;
    event.preventDefault();
    load(link.href);
  };

  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("#chat .answer a[href]");
      if (!link || !isPlain(event) || !SOURCE.test(new URL(link.href).pathname)) return;
      event.preventDefault();
      event.stopPropagation();
      open(link);
    },
    true, // before Gradio, which opens links in a window of their own
  );
}
