// The search box: results as a reader types, moved through by the arrows; «/» leads to the box from anywhere.
(() => {
  "use strict";
  const persian = document.documentElement.lang === "fa";
  const WAIT_MS = 140;
  let asked = 0, waiting = 0;

  const box = () => document.querySelector("[data-find] input[type=search]");
  const list = () => document.getElementById("nq-found");
  const options = () => [...(list()?.querySelectorAll("[role=option]") ?? [])];

  const close = () => {
    asked += 1;
    list()?.remove();
    const input = box();
    input?.setAttribute("aria-expanded", "false");
    input?.removeAttribute("aria-activedescendant");
  };

  // The field of the language would be taken from a form for a name that is dangerous there, so it is added here.
  const question = (form) => {
    const asked = new URLSearchParams(new FormData(form));
    if (!persian) asked.set("lang", "en");
    return asked;
  };

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  const option = (address, title, beside) => {
    const link = element("a", { href: address, tabIndex: -1 }, element("bdi", { textContent: title }));
    if (beside) link.append(element("small", {}, element("bdi", { textContent: beside })));
    link.setAttribute("role", "option");
    return link;
  };

  const sentence = (answer, count) => {
    if (!answer.count) return persian ? "چیزی با این نام نیست" : "Nothing has that name";
    if (answer.near) return persian ? "چیزی با این نام نیست؛ این‌ها به آن می‌مانند" : "Nothing has that name; these look like it";
    return persian ? `همهٔ ${count} نتیجه` : `All ${count} results`;
  };

  const show = (form, answer) => {
    list()?.remove();
    const drawn = element("div", { id: "nq-found" });
    drawn.setAttribute("role", "listbox");
    drawn.setAttribute("aria-label", persian ? "نتیجه‌ها" : "Results");
    const said = sentence(answer, answer.count.toLocaleString(persian ? "fa-IR" : "en"));
    if (answer.near || !answer.count) drawn.append(element("p", { textContent: said }));
    for (const group of answer.groups) {
      const part = element("div", {}, element("p", { textContent: group.title }));
      part.setAttribute("role", "group");
      part.setAttribute("aria-label", group.title);
      part.append(...group.items.map((item) => option(item.address, item.title, item.beside)));
      drawn.append(part);
    }
    if (!answer.near && answer.count) drawn.append(option(answer.all, said, ""));
    form.append(drawn);
    options().forEach((one, place) => { one.id = `nq-found-${place}`; });
    box().setAttribute("aria-expanded", "true");
  };

  const ask = async (form) => {
    const words = question(form);
    if (!words.get("q").trim()) { close(); return; }
    const mine = asked += 1;
    try {
      const answer = await fetch(`/find?${words}`);
      if (answer.ok && mine === asked && document.activeElement === box()) show(form, await answer.json());
    } catch { /* without an answer the form still leads to the page of results */ }
  };

  const choose = (step) => {
    const all = options();
    if (!all.length) return;
    const now = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const next = now < 0 && step < 0 ? all.length - 1 : (now + step + all.length) % all.length;
    all.forEach((one, place) => one.setAttribute("aria-selected", String(place === next)));
    all[next].scrollIntoView({ block: "nearest" });
    box().setAttribute("aria-activedescendant", all[next].id);
  };

  addEventListener("input", (event) => {
    const form = event.target.closest?.("[data-find]");
    if (!form) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(form), WAIT_MS);
  });

  addEventListener("keydown", (event) => {
    const input = box();
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (event.key === "/" && input && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
    if (!input || event.target !== input) return;
    const chosen = options().find((one) => one.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list()) choose(event.key === "ArrowDown" ? 1 : -1);
      else ask(input.form);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (list()) close();
      else input.blur();
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      chosen.click();
    }
  });

  // A result and the page of all results are opened as every link is, without loading the page anew.
  addEventListener("click", (event) => {
    if (!event.target.closest?.("#nq-found a")) return;
    setTimeout(() => { close(); box()?.blur(); });
  });
  addEventListener("submit", (event) => {
    const form = event.target.closest?.("[data-find]");
    if (!form) return;
    event.preventDefault();
    const address = `${form.getAttribute("action")}?${question(form)}`;
    close();
    box()?.blur();
    dispatchEvent(new CustomEvent("nq-open", { detail: address }));
  });
  addEventListener("focusout", (event) => {
    const form = event.target.closest?.("[data-find]");
    if (form && !form.contains(event.relatedTarget)) setTimeout(() => {
      if (!form.contains(document.activeElement)) close();
    }, 200);
  });
})();
