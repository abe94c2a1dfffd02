// Runs before Gradio on the staff page: its language is that of the address, and a session that has ended leads to the sign-in.
{
  const LOCALES = { ja: "ja", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", en: "en" };
  const language = location.pathname.split("/").at(-2);
  Object.defineProperty(navigator, "language", { get: () => LOCALES[language] });
  Object.defineProperty(navigator, "languages", { get: () => [LOCALES[language]] });
  const send = window.fetch;
  window.fetch = async (...request) => {
    const answer = await send(...request);
    if (answer.status === 401) location.replace("../");
    return answer;
  };
  // Gradio marks the language by the locale; ours names the script, which chooses the shapes of the characters.
  addEventListener("DOMContentLoaded", () => {
    const mark = () => document.documentElement.lang !== language && (document.documentElement.lang = language);
    mark();
    new MutationObserver(mark).observe(document.documentElement, { attributeFilter: ["lang"] });
  });
}
