// Tries, from the browser of the administrator, every way the widget takes to the server, and says what is in it.
(() => {
  const { words, origins, ancestors, language, sign_in: signIn } = JSON.parse(document.querySelector("#told").textContent);
  const base = new URL("../", location.href); // the public address of the chat, as this browser knows it
  const typed = document.querySelector("#origin").value.trim();
  const page = readOrigin(typed);
  const results = document.querySelector("#results");
  const signsIn = { ok: null, say: signIn.password ? "closed" : "closed_elsewhere", fill: { address: new URL("sign-in", base) } };

  // Each check says how it went: true, false or null for not checked; what goes into its words; a line to copy.
  const CHECKS = {
    listed: () => {
      if (typed && !page) return { ok: false, say: "listed_none", fill: { typed } };
      if (!page) return { ok: null };
      const allowed = [...new Set([...origins, page])].join(" ");
      return { ok: page === location.origin || origins.includes(page), fill: { origin: page }, copy: `SEMINAR_EMBED_ORIGINS=${allowed}` };
    },
    readers: () => {
      if (!signIn.asked) return { ok: true };
      if (signIn.token) return { ok: true, say: "readers_token" };
      return { ok: !page || page === location.origin, say: page && page !== location.origin ? undefined : "readers_form", copy: "SEMINAR_EMBED_SECRET=" };
    },
    mixed: () => {
      const [outer, inner] = [page || location.origin, location.origin].map((origin) => origin.split(":")[0]);
      return { ok: outer !== "https" || inner === "https", fill: { page: outer, chat: inner } };
    },
    script: async () => {
      const answer = await get("widget.js");
      const kind = answer.headers.get("Content-Type") ?? "–";
      return { ok: answer.ok && kind.includes("javascript"), fill: { found: `${answer.status}, ${kind}`, address: new URL("widget.js", base) } };
    },
    prefix: async () => {
      const answer = await get("");
      if (answer.status === 401) return signsIn;
      const found = /"root":("[^"]*")\}?[,;]?/.exec(await answer.text());
      const told = found ? new URL(`${JSON.parse(found[1]).replace(/\/*$/, "")}/`) : "–";
      const copy = ["proxy_set_header Host $http_host;", "proxy_set_header X-Forwarded-Proto $scheme;", `SEMINAR_ROOT_PATH=${base.pathname.replace(/\/$/, "")}`];
      return { ok: String(told) === base.href, fill: { here: base.href, told }, copy: copy.join("\n") };
    },
    frames: async () => {
      const found = (await get("")).headers.get("X-Frame-Options");
      return { ok: !found, fill: { found } };
    },
    policy: async () => {
      const found = (await get("")).headers.get("Content-Security-Policy") ?? "–";
      const parts = found.split(";").map((part) => part.trim());
      return { ok: parts.includes(ancestors) && !found.includes(","), fill: { found: parts.find((part) => part.startsWith("frame-")) ?? found } };
    },
    cors: async () => {
      const found = (await get("widget.js")).headers.get("Access-Control-Allow-Origin");
      return { ok: !found || found === location.origin || origins.includes(found), fill: { found } };
    },
    post: async () => {
      const answer = await fetch(new URL("gradio_api/reset", base), { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"event_id":"check"}' });
      return answer.status === 401 && signIn.asked ? signsIn : { ok: answer.ok, fill: { found: answer.status } };
    },
    stream: async () => {
      const reader = (await get("embed/stream")).body.getReader();
      const times = [];
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) times.push(performance.now());
      return { ok: times.length > 1 && times.at(-1) - times[0] > 300, copy: "proxy_buffering off;" }; // milliseconds
    },
    framed: async () => ((await get("")).status === 401 ? signsIn : inFrame()),
  };

  paste();
  run();

  function inFrame() {
    return new Promise((resolve) => {
      const frame = document.createElement("iframe");
      frame.title = words.framed;
      const done = (ok) => {
        frame.remove();
        resolve({ ok });
      };
      addEventListener("message", ({ source, data }) => source === frame.contentWindow && data?.seminar === "ready" && done(true));
      setTimeout(done, 20000, false); // milliseconds; a slow server still builds its page
      frame.src = new URL("?embedded=1", base);
      document.body.append(frame);
    });
  }

  async function run() {
    const rows = Object.keys(CHECKS).map((name) => [name, row(name)]);
    const last = rows.pop(); // the chat in the frame keeps this browser busy, and the stream is timed
    const went = await Promise.all(rows.map(([name, item]) => tell(name, item)));
    went.push(await tell(...last));
    const bad = went.filter((ok) => ok === false).length;
    const summary = document.querySelector(".summary[role]");
    const state = bad ? "bad" : went.includes(null) ? "open" : "ok";
    summary.classList.add(state);
    summary.textContent = { bad: filled("some_bad", { count: bad }), open: page ? words.some_open : words.listed_open, ok: words.all_ok }[state];
  }

  async function tell(name, item) {
    const { ok, say, fill = {}, copy } = await Promise.resolve().then(CHECKS[name]).catch((error) => ({ ok: false, fill: { found: error.message, told: "–", here: base.href, address: base.href } }));
    const state = ok === null ? "open" : ok ? "ok" : "bad";
    item.className = state;
    item.querySelector(".state").textContent = words[state];
    item.querySelector("p").textContent = filled(say ?? `${name}_${state}`, fill);
    if (state === "bad" && copy && !say) item.append(code(copy));
    return ok;
  }

  function row(name) {
    const item = document.createElement("li");
    const [title, state, said] = ["strong", "span", "p"].map((tag) => document.createElement(tag));
    title.textContent = words[name];
    state.className = "state";
    said.textContent = `${words.waiting}…`;
    item.append(title, state, said);
    results.append(item);
    return item;
  }

  function paste() {
    const attribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    const lines = {
      paste: `<script src="${attribute(String(new URL("widget.js", base)))}" data-lang="${language}"${signIn.token ? ' data-token="…"' : ""} defer></script>`,
      paste_frame: `<iframe src="${attribute(String(new URL(`?embedded=1&lang=${language}`, base)))}" title="${attribute(words.title)}" allow="clipboard-write" width="480" height="640"></iframe>`,
      paste_policy: `script-src ${location.origin}; frame-src ${location.origin}`,
    };
    for (const [name, line] of Object.entries(lines)) {
      const heading = document.createElement(name === "paste" ? "h2" : "h3");
      heading.textContent = words[name];
      document.querySelector("#paste").append(heading, code(line));
    }
  }

  function code(text) {
    const block = document.createElement("pre");
    block.textContent = text;
    block.tabIndex = 0;
    return block;
  }

  function filled(key, values) {
    return words[key].replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
  }

  function get(path) {
    return fetch(new URL(path, base), { cache: "no-store" });
  }

  function readOrigin(text) {
    try {
      const { protocol, origin } = new URL(text);
      return ["http:", "https:"].includes(protocol) ? origin : "";
    } catch {
      return "";
    }
  }
})();
