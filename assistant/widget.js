/* Puts a button on a page of the intranet; the button opens the chat in a panel of that page.
 *
 * <script src="https://HOST/widget.js" data-lang="zh" data-title="…" data-question="…" defer></script>
 * data-lang ja | zh | zh-Hant | en (else the page's), data-theme light | dark (else the reader's), data-side left | right,
 * data-id to tell several on one page apart, data-token where
 * readers have to sign in (signed by the page's server). The page may post {seminar: "open" | "close" | "ask", question, id} to its own
 * window. No cookie, no style attribute and no style element: a strict policy of the page need only allow
 * `script-src HOST; frame-src HOST`. Written for old browsers too, which get a plain link.
 */
(function () {
  "use strict";
  var WORDS = {}; // filled in by the server: {language: {key: text}}
  var STYLE = ""; // and this, from widget.css
  var script = document.currentScript || document.querySelector('script[src*="widget.js"]');
  var home = script.src.replace(/[^/]*([?#].*)?$/, "");
  var inside = ""; // the session of a reader, which stands in the path: a frame of another site has no cookie
  var data = function (name) { return script.getAttribute("data-" + name) || ""; };
  var lang = language(data("lang") || document.documentElement.lang || navigator.language || "");
  var words = WORDS[lang];
  var title = data("title") || words.title;

  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);

  function start() {
    var modern = Element.prototype.attachShadow && window.URL && window.Promise && "adoptedStyleSheets" in document;
    if (modern) build(new URL(home).origin);
    else document.body.appendChild(link(address({ lang: lang, draft: data("question") }), title));
  }

  function build(origin) {
    var host = document.createElement("seminar-chat");
    var side = data("side") === "left" ? "left" : "right";
    var first = !document.querySelector("seminar-chat");
    var place = document.querySelectorAll("seminar-chat." + side).length; // several on one side stand in a column
    var root = host.attachShadow({ mode: "open" });
    var sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    host.lang = lang;
    var dark = data("theme") ? data("theme") === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    host.className = side + (dark ? " dark" : "");

    var opener = make("button", "opener", title);
    var panel = make("section", "panel");
    var close = make("button", "close", "✕");
    var whole = link(address({ lang: lang }), "↗");
    var notice = make("p", "notice");
    var frame = document.createElement("iframe");
    var bar = make("header", "bar");
    set(opener, { type: "button", "aria-haspopup": "dialog", "aria-expanded": "false" });
    set(panel, { role: "dialog", "aria-label": title, hidden: "" });
    set(close, { type: "button", "aria-label": words.close, title: words.close });
    set(whole, { "aria-label": words.whole, title: words.whole });
    set(notice, { role: "status", hidden: "" });
    set(frame, { title: title, allow: "clipboard-write" });
    append(bar, [make("strong", "title", title), whole, close]);
    append(panel, [bar, notice, frame]);
    append(root, [panel, opener]);
    opener.style.bottom = "calc(" + place * 3.75 + "rem + max(1rem, env(safe-area-inset-bottom)))"; // by CSSOM: no policy objects
    document.body.appendChild(host);

    var begun = false; // the frame is being filled
    var entered = data("token") ? enter() : Promise.resolve();
    var ready = false; // the chat has answered from inside the frame
    var asking = ""; // a question to ask once it has

    opener.addEventListener("click", function () { if (panel.hidden) show(); else hide(); });
    close.addEventListener("click", hide);
    panel.addEventListener("keydown", function (event) { if (event.key === "Escape" && !event.isComposing) hide(); });
    window.addEventListener("message", function (event) {
      var said = event.data && event.data.seminar;
      if (event.source === frame.contentWindow && event.origin === origin) fromChat(said);
      else if (event.source === window && event.origin === location.origin && mine(event.data.id)) fromPage(said, event.data.question);
    });

    function mine(id) { return id === undefined ? first : id === data("id"); }

    function fromChat(said) {
      if (said === "close") hide();
      if (said !== "ready") return;
      ready = true;
      notice.hidden = true;
      tell({ seminar: "hello", focus: !panel.hidden });
      if (asking) tell({ seminar: "ask", question: asking });
      asking = "";
    }

    function fromPage(said, question) {
      if (said === "close") hide();
      if (said === "open" || said === "ask") show();
      if (said !== "ask" || typeof question !== "string") return;
      if (ready) tell({ seminar: "ask", question: question });
      else asking = question;
    }

    function tell(message) { frame.contentWindow.postMessage(message, origin); }

    function show() {
      panel.hidden = false;
      opener.setAttribute("aria-expanded", "true");
      host.setAttribute("data-open", "");
      if (!begun) entered.then(fill);
      begun = true;
      if (ready) tell({ seminar: "hello", focus: true });
      frame.focus();
    }

    function enter() { // the page's token lasts for minutes, so it is changed into a session now, not when somebody opens
      return fetch(home + "embed/session", { method: "POST", body: data("token") }).then(function (answer) {
        return answer.ok ? answer.json() : { path: "" };
      }).then(function (session) {
        inside = session.path;
        whole.href = address({ lang: lang });
      }).catch(function () { }); // the frame says what is wrong
    }

    function fill() {
      frame.src = address({ embedded: "1", lang: lang, theme: data("theme"), draft: data("question") });
      frame.addEventListener("load", function () { setTimeout(doubt, 10000); });
    }

    function hide() {
      if (panel.hidden) return;
      panel.hidden = true;
      opener.setAttribute("aria-expanded", "false");
      host.removeAttribute("data-open");
      opener.focus();
    }

    function doubt() { // a page that may not be framed is an empty frame, and says nothing to the page around it
      if (ready) return;
      notice.textContent = words.silent + " ";
      append(notice, [link(address({ lang: lang }), words.whole), document.createTextNode(" · "), link(
        home + "embed/check?" + new URLSearchParams({ origin: location.origin, lang: lang }), words.administrators)]);
      notice.hidden = false;
    }
  }

  function address(values) {
    var pairs = [];
    for (var key in values) if (values[key]) pairs.push(key + "=" + encodeURIComponent(values[key]));
    return home + inside + (pairs.length ? "?" + pairs.join("&") : "");
  }

  function language(tag) {
    tag = tag.toLowerCase();
    if (tag.indexOf("zh") === 0) return /tw|hk|mo|hant/.test(tag) ? "zh-Hant" : "zh-Hans";
    return tag.indexOf("en") === 0 ? "en" : "ja";
  }

  function make(name, className, text) {
    var made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function link(to, text) {
    var made = make("a", "link", text);
    set(made, { href: to, target: "_blank", rel: "noopener" });
    return made;
  }

  function set(element, attributes) { for (var name in attributes) element.setAttribute(name, attributes[name]); }
  function append(element, children) { for (var i = 0; i < children.length; i++) element.appendChild(children[i]); }
})();
