// Who asks, in which conversation and in which language. Runs before Gradio, which takes its language from the browser.
const seminar = (() => {
  const WORDS = {}; // filled in by the server: {language: {key: text}}
  const LOCALES = { ja: "ja", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", en: "en" };

  // A storage of the browser, or memory where it is blocked, as inside a frame of another site.
  const shelf = (open) => {
    const memory = {};
    const attempt = (use) => {
      try { return use(open()); } catch { return null; }
    };
    return {
      get: (name) => attempt((storage) => storage.getItem(`seminar.${name}`)) ?? memory[name] ?? "",
      set: (name, value) => {
        memory[name] = value;
        return attempt((storage) => (storage.setItem(`seminar.${name}`, value), true)) ?? false;
      },
    };
  };
  const lasting = shelf(() => localStorage);
  const ofTab = shelf(() => sessionStorage); // two tabs are two conversations; a reload is the same one

  const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const kept = (shelf, name) => {
    if (!/^[0-9a-f]{32}$/.test(shelf.get(name))) shelf.set(name, newId());
    return shelf.get(name);
  };
  const visitor = () => kept(lasting, "visitor");
  const conversation = () => kept(ofTab, "conversation");

  const address = new URL(location.href);
  const nearest = (tag) => {
    if (/^zh/i.test(tag)) return /tw|hk|mo|hant/i.test(tag) ? "zh-Hant" : "zh-Hans";
    return /^en/i.test(tag) ? "en" : "ja";
  };
  const fixed = lasting.get("language") in LOCALES ? lasting.get("language") : "";
  const asked = address.searchParams.get("lang");
  const chosen = asked in LOCALES ? asked : fixed;
  const language = chosen || nearest(navigator.language);
  if (chosen) {
    Object.defineProperty(navigator, "language", { get: () => LOCALES[chosen] });
    Object.defineProperty(navigator, "languages", { get: () => [LOCALES[chosen]] });
  }
  const theme = address.searchParams.get("theme");
  if (theme && !address.searchParams.has("__theme")) {
    address.searchParams.set("__theme", theme === "dark" ? "dark" : "light"); // the name Gradio knows
    history.replaceState(history.state, "", address);
  }

  let insteadOf = null; // the number of the turn that is asked anew
  let again = false; // in its own words, whatever stands in the box
  const ticket = (more) => JSON.stringify({ visitor: visitor(), conversation: conversation(), page: language, fixed, ...more });
  const open = (id) => {
    insteadOf = null;
    ofTab.set("conversation", id);
    ofTab.set("begun", id);
    document.querySelector("#opened").click();
  };

  return {
    words: WORDS[language],
    language,
    fixed,
    visitor,
    conversation,
    ticket,
    open,
    fresh: () => open(newId()),
    restore: () => {
      if (ofTab.get("begun") === conversation()) document.querySelector("#opened").click();
    },
    question: (typed) => {
      const sent = [again ? "" : typed, ticket({ instead_of: insteadOf })];
      again = false;
      insteadOf = null;
      ofTab.set("begun", conversation());
      document.querySelector("#chat .editing")?.classList.remove("editing");
      return sent;
    },
    insteadOf: (number) => (insteadOf = number),
    again: (number) => {
      insteadOf = number;
      again = true;
      document.querySelector("#again").click();
    },
    leave: () => {
      const form = Object.assign(document.createElement("form"), { method: "post", action: "sign-out" });
      document.body.append(form);
      form.submit();
    },
    speak: (choice) => {
      const kept = lasting.set("language", choice);
      const next = new URL(location.href);
      next.searchParams.delete("lang");
      if (choice && !kept) next.searchParams.set("lang", choice);
      if (String(next) === location.href) location.reload();
      else location.replace(next);
    },
  };
})();
