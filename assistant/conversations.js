// The list of one's own conversations, what is thought of an answer, asking anew. All text goes in as text, never as HTML.
(() => {
  const { words } = seminar;
  const make = (tag, properties = {}, children = []) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const call = (path, options = {}) =>
    fetch(`chats${path}`, { ...options, headers: { "X-Visitor": seminar.visitor(), "Content-Type": "application/json" } }).then((answer) => {
      if (!answer.ok) throw new Error(answer.statusText);
      return answer;
    });
  const button = (className, text, onclick) => make("button", { type: "button", className, textContent: text, title: text, onclick });

  // The list
  let dialog;
  const show = async () => {
    dialog ??= document.querySelector(".gradio-container").appendChild(make("dialog", { id: "conversations" }));
    dialog.setAttribute("aria-labelledby", "conversations-title");
    dialog.onclick = (event) => event.target === dialog && dialog.close();
    const list = make("ul");
    const close = button("close", words.close, () => dialog.close());
    const heading = make("header", {}, [make("h2", { id: "conversations-title", textContent: words.list }), close]);
    dialog.replaceChildren(heading, list);
    if (!dialog.open) dialog.showModal();
    try {
      const { conversations } = await (await call("")).json();
      list.append(...conversations.map(item));
      if (conversations.length) dialog.append(button("clear", words.clear, () => forget("", words.clear_sure)));
      else list.append(make("li", { textContent: words.none }));
    } catch {
      list.append(make("li", { textContent: words.lost }));
    }
  };
  const item = ({ id, title, changed, count }) => {
    const when = new Date(changed).toLocaleString(navigator.language, { dateStyle: "medium", timeStyle: "short" });
    const about = make("span", { className: "about", textContent: `${when}　${words.count.replace("{count}", count)}` });
    const open = make("button", { type: "button", className: "open" }, [make("span", { textContent: title }), about]);
    open.onclick = () => (dialog.close(), seminar.open(id));
    if (id === seminar.conversation()) open.setAttribute("aria-current", "true");
    return make("li", {}, [
      open,
      make("span", { className: "acts" }, [
        button("", words.as_text, () => save(id, "txt")),
        button("", "JSON", () => save(id, "json")),
        button("", words.forget, () => forget(`/${id}`, words.forget_sure, id)),
      ]),
    ]);
  };
  const forget = async (path, sure, id) => {
    if (!confirm(sure)) return;
    await call(path, { method: "DELETE" });
    if (!id || id === seminar.conversation()) seminar.fresh();
    show();
  };
  const save = async (id, kind) => {
    const file = URL.createObjectURL(await (await call(`/${id}.${kind}?lang=${seminar.language}`)).blob());
    make("a", { href: file, download: `seminar-${id.slice(0, 8)}.${kind}` }).click();
    setTimeout(() => URL.revokeObjectURL(file), 60000);
  };

  const turn = (element) => Number(element.className.match(/turn-(\d+)/)[1]);

  // What is thought of an answer
  const rate = (tools, vote, comment = "") =>
    call(`/${seminar.conversation()}/${turn(tools)}/rating`, { method: "POST", body: JSON.stringify({ vote, comment }) });
  const press = (button, pressed) => {
    button.classList.toggle("pressed", pressed);
    button.setAttribute("aria-pressed", pressed);
  };
  const vote = async (pressed) => {
    const tools = pressed.closest(".tools");
    const again = pressed.classList.contains("pressed");
    const value = again ? 0 : pressed.classList.contains("good") ? 1 : -1;
    await rate(tools, value);
    for (const one of tools.querySelectorAll(".vote")) press(one, one === pressed && !again);
    tools.querySelector("form")?.remove();
    if (!value) return;
    const comment = make("input", { type: "text", maxLength: 1000, placeholder: words.comment });
    comment.setAttribute("aria-label", words.comment);
    const form = make("form", {}, [comment, make("button", { textContent: words.comment_send })]);
    form.onsubmit = async (event) => {
      event.preventDefault();
      await rate(tools, value, comment.value);
      form.replaceChildren(make("span", { textContent: words.thanks }));
    };
    tools.append(form);
    form.scrollIntoView({ block: "nearest" });
  };

  // Asking anew
  const edit = (pressed) => {
    const box = document.querySelector("#question textarea");
    document.querySelector("#chat .editing")?.classList.remove("editing");
    const row = pressed.closest(".user-row");
    row.classList.add("editing");
    seminar.insteadOf(turn(pressed));
    box.value = row.querySelector(".md").innerText.replaceAll("\u00a0", " ").trim();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  };
  const retry = (pressed) => seminar.again(turn(pressed.closest(".tools")));

  const ACTS = { "button.edit": edit, "button.retry": retry, "button.vote": vote, "#list": show };
  document.addEventListener("click", (event) => {
    for (const [selector, act] of Object.entries(ACTS)) {
      const pressed = event.target.closest?.(selector);
      if (pressed) act(pressed);
    }
  });
  document.addEventListener("change", (event) => event.target.id === "language" && seminar.speak(event.target.value));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || !document.querySelector("#chat .editing")) return;
    document.querySelector("#chat .editing").classList.remove("editing");
    seminar.insteadOf(null);
  });

  const waiting = setInterval(() => {
    const choice = document.querySelector("select#language");
    const title = document.querySelector("#title p") ?? document.querySelector("#title");
    if (!choice || !title) return; // Gradio draws its parts one after another
    clearInterval(waiting);
    choice.options[0].textContent = words.automatic;
    choice.setAttribute("aria-label", words.language);
    choice.title = words.language;
    choice.value = seminar.fixed;
    title.setAttribute("role", "heading");
    title.setAttribute("aria-level", "1");
    document.title = title.textContent.trim() || document.title;
  }, 50);
})();
