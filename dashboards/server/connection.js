// When the server falls silent: a strip in the language of the page says so, and what it means for what is seen.
(() => {
  "use strict";
  const persian = document.documentElement.lang === "fa";
  const PATIENCE_MS = 2500;
  const SAID = persian
    ? "سرور نقشه پاسخ نمی‌دهد. آنچه می‌بینید همان است که پیش‌تر رسیده بود؛ به محض پاسخ، صفحه خودش ادامه می‌دهد."
    : "The Naqsheh server is not answering. What you see is what had already come; the page goes on by itself once it answers.";
  let silent = 0;

  const strip = () => document.querySelector(".nq-offline");

  const draw = () => {
    if (strip()) return;
    const drawn = Object.assign(document.createElement("div"), { className: "nq-offline" });
    drawn.setAttribute("role", "status");
    const again = Object.assign(document.createElement("a"), { href: location.href, textContent: persian ? "بار دیگر" : "Try again" });
    again.dataset.reload = "";
    drawn.append(Object.assign(document.createElement("span"), { textContent: SAID }), again);
    document.body.append(drawn);
  };

  const look = () => {
    // The framework's own window is closed as it opens: the strip says the same in the language of the page.
    document.querySelector(".stDialog button[aria-label]")?.click();
    const state = document.querySelector(".stApp")?.dataset.testConnectionState;
    if (!state || ["CONNECTED", "INITIAL", "STATIC_CONNECTED"].includes(state)) {
      clearTimeout(silent);
      silent = 0;
      strip()?.remove();
    } else silent ||= setTimeout(draw, PATIENCE_MS);
  };
  let waiting = 0;
  new MutationObserver(() => {
    waiting ||= setTimeout(() => { waiting = 0; look(); }, 100);
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-connection-state"] });
})();
