// What the page does in the browser besides the framework: it runs before it, inside the HTML shell.
(() => {
  "use strict";
  const persian = document.documentElement.lang === "fa";

  // Without its address the framework looks for its server under the page's own path first, and logs two errors. Told
  // what it would ask for, it opens its connection at once instead of after two answers; no other window may speak to it.
  window.__streamlit = {
    BACKEND_BASE_URL: location.origin,
    HOST_CONFIG: {
      allowedOrigins: [location.origin],
      useExternalAuthToken: false,
      enableCustomParentMessages: false,
      enforceDownloadInNewTab: false,
      metricsUrl: "",
      blockErrorDialogs: false,
    },
  };

  // The framework fetches its icons (375 KB) before anything else. The pages draw their few marks themselves.
  const load = document.fonts.load.bind(document.fonts);
  document.fonts.load = (font, ...text) => (font.includes("Material Symbols") ? Promise.resolve([]) : load(font, ...text));

  // The framework's widgets and grids format numbers by the browser's language; the page's language decides here.
  if (persian) {
    Object.defineProperty(navigator, "language", { get: () => "fa-IR" });
    Object.defineProperty(navigator, "languages", { get: () => ["fa-IR", "fa"] });
  }

  // One choice of light or dark for all pages; the framework keeps one for each path.
  const store = (scheme) => {
    try {
      if (scheme) localStorage.setItem("naqsheh-scheme", scheme);
      const chosen = localStorage.getItem("naqsheh-scheme");
      if (chosen) localStorage.setItem(`stActiveTheme-${location.pathname}-v2`, JSON.stringify(chosen));
    } catch { /* storage may be forbidden; then the system's scheme is used */ }
  };
  store();

  // The page is shown when it stands whole: what is drawn part by part would push down what is being read. A page that
  // takes long is shown as it comes.
  const LONG_MS = 1500;
  const FAILED = '[data-testid="stException"], [data-testid="stConnectionStatus"], [role="dialog"]';
  document.documentElement.classList.add("nq-drawing");
  let begun = 0;
  const reveal = () => {
    const app = document.querySelector(".stApp");
    // A page that fails has no title; what the framework says of it must be seen.
    if (!document.querySelector(`h1, ${FAILED}`)) return;
    begun ||= setTimeout(shown, LONG_MS);
    if (app?.dataset.testScriptState === "notRunning") shown();
  };
  const drawing = new MutationObserver(reveal);
  const shown = () => {
    drawing.disconnect();
    clearTimeout(begun);
    document.documentElement.classList.remove("nq-drawing");
    document.querySelector(".nq-skeleton")?.remove();
    pictures();
  };
  drawing.observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] });

  // Pictures are drawn by a script of their own, which no first look waits for.
  const later = document.currentScript.dataset.later;
  let asked;
  const pictures = () => (asked ??= new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src: later, onload: done, onerror: failed }));
  }));

  const open = (address) => {
    const target = new URL(address, location.href);
    if (target.href === location.href) return;
    history.pushState({}, "", target);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    closeSidebarOnPhone();
    focusHeading(document.querySelector("h1"));
    if (target.hash) show(target.hash);
  };

  addEventListener("nq-open", (event) => open(event.detail));

  // Bring a part into view, opening what hides it; a page that is still being drawn is awaited, and what is drawn
  // above the part afterwards does not push it away, as long as the reader has not moved.
  let moved = 0;
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(kind, () => { moved = performance.now(); }, { passive: true });
  const show = (hash, since = performance.now()) => {
    const part = document.getElementById(decodeURIComponent(hash.slice(1)));
    const drawn = document.querySelector(".stApp")?.dataset.testScriptState === "notRunning";
    if (part && moved <= since) {
      const around = part.closest("details") ?? part.querySelector("details");
      for (let fold = around; fold; fold = fold.parentElement?.closest("details")) fold.setAttribute("open", "");
      part.scrollIntoView({ block: "start" });
    }
    const passed = performance.now() - since;
    if (moved <= since && (part ? passed < 1200 || (!drawn && passed < 4000) : passed < 8000)) setTimeout(() => show(hash, since), 100);
  };
  if (location.hash) show(location.hash);

  const closeSidebarOnPhone = () => {
    if (innerWidth > 768) return;
    document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  };

  // A reader who cannot see the page change hears its new heading.
  const focusHeading = (before) => {
    const text = before?.textContent;
    const started = performance.now();
    const look = () => {
      const heading = document.querySelector("h1");
      if (heading && heading.textContent !== text) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      } else if (performance.now() - started < 4000) setTimeout(look, 100);
    };
    setTimeout(look, 100);
  };

  // A page served without TLS to another machine has no clipboard of its own; a text area still copies.
  const copy = async (text, element) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.body.appendChild(document.createElement("textarea"));
      area.value = text;
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    say(element, "رونوشت شد", "Copied");
  };

  const say = (element, persianText, englishText) => {
    const before = element.textContent;
    element.textContent = persian ? persianText : englishText;
    setTimeout(() => { element.textContent = before; }, 2000);
  };

  // The framework's own three controls have English words; they are few, so they are given Persian ones here.
  const WORDS = {
    '[data-testid="stSkipToContent"]': "رفتن به متن صفحه",
    '[data-testid="stSidebarCollapseButton"] button': "بستن فهرست صفحه‌ها",
    '[data-testid="stExpandSidebarButton"]': "باز کردن فهرست صفحه‌ها",
  };
  const translate = () => {
    for (const [selector, words] of Object.entries(WORDS)) {
      const control = document.querySelector(selector);
      if (!control || control.getAttribute("aria-label") === words) continue;
      control.setAttribute("aria-label", words);
      if (control.tagName === "A") control.textContent = words;
    }
  };
  if (persian) {
    let waiting = 0;
    new MutationObserver(() => {
      waiting ||= setTimeout(() => { waiting = 0; translate(); }, 60);
    }).observe(document.documentElement, { childList: true, subtree: true });
  }

  addEventListener("click", (event) => {
    const element = event.target instanceof Element ? event.target.closest("a[href], [data-scheme]") : null;
    if (!element || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (element.dataset.picture !== undefined) {
      event.preventDefault();
      pictures().then(() => element.click());
    } else if (element.dataset.scheme) {
      event.preventDefault();
      store(element.dataset.scheme);
      location.reload();
    } else if (element.dataset.copy !== undefined) {
      event.preventDefault();
      const address = new URL(element.href).href;
      copy(element.dataset.copy.replace("{address}", address) || address, element);
    } else if (element.origin === location.origin && !element.target && !element.hasAttribute("download")
        && element.dataset.reload === undefined) {
      event.preventDefault();
      if (element.getAttribute("href").startsWith("#")) show(element.hash);
      else open(element.href);
    }
  });

  // Reading an upload takes a while: the button says so and cannot be pressed twice.
  addEventListener("submit", (event) => {
    const button = event.target.querySelector("button[data-busy]");
    if (!button) return;
    button.textContent = button.dataset.busy;
    setTimeout(() => { button.disabled = true; });
  });

  addEventListener("change", (event) => {
    const control = event.target;
    if (control.type === "file") {
      const chosen = control.parentElement.querySelector("[data-chosen]");
      if (chosen && control.files.length) chosen.replaceChildren(Object.assign(document.createElement("bdi"), { textContent: control.files[0].name, className: "nq-filename" }));
    }
    if (control instanceof HTMLSelectElement && control.dataset.choice !== undefined) open(control.value);
    // A lever of a scenario: its parameter of the address takes the value, its default takes the parameter away.
    if (control instanceof HTMLInputElement && control.dataset.parameter) {
      const address = new URL(location.href);
      const chosen = control.dataset.values?.split(" ")[Number(control.value)] ?? control.value;
      if (control.value === control.dataset.default) address.searchParams.delete(control.dataset.parameter);
      else address.searchParams.set(control.dataset.parameter, chosen);
      open(address.href);
    }
  });
})();
