// What a reader has opened stands in the address («folds»), so that a link shows the page as it was seen. Only what a
// person clicks is noted: what a page opens by itself, or opens for print, is no state.
(() => {
  "use strict";
  const MAIN = '[data-testid="stMain"]';
  const FOLDS = `${MAIN} details:not(.nq-tools, .nq-sheet)`;
  const SEPARATOR = ",";

  // The name of a fold: its own, else its place within what has one.
  const nameOf = (fold) => {
    if (fold.id) return fold.id;
    const around = fold.parentElement.closest(`${MAIN} [id]`);
    const among = [...(around ?? document).querySelectorAll(FOLDS)];
    return `${around?.id ?? ""}.${among.indexOf(fold)}`;
  };

  const noted = () => new URLSearchParams(location.search).get("folds")?.split(SEPARATOR) ?? [];

  const note = (fold) => {
    const name = nameOf(fold);
    const names = noted().filter((one) => one !== name);
    if (fold.open) names.push(name);
    const address = new URL(location.href);
    if (names.length) address.searchParams.set("folds", names.join(SEPARATOR));
    else address.searchParams.delete("folds");
    history.replaceState(history.state, "", address);
  };

  const open = () => {
    const names = new Set(noted());
    if (!names.size) return;
    for (const fold of document.querySelectorAll(FOLDS)) {
      if (!names.has(nameOf(fold))) continue;
      for (let one = fold; one; one = one.parentElement.closest("details")) one.open = true;
    }
  };

  const withoutWays = (address) => {
    const asked = new URLSearchParams(address.search);
    for (const name of ["folds", "lang"]) asked.delete(name);
    asked.sort();
    return `${address.pathname}?${asked}`;
  };

  // A link to this very view, to be copied or in the other language, takes along what is open.
  const keep = (link) => {
    const address = new URL(link.href, location.href);
    if (address.hash || address.origin !== location.origin || withoutWays(address) !== withoutWays(location)) return;
    const names = noted();
    if (names.length) address.searchParams.set("folds", names.join(SEPARATOR));
    else address.searchParams.delete("folds");
    link.href = address.pathname + address.search;
  };

  addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest("a[href]");
    if (link) keep(link);
    else if (event.isTrusted && event.target.closest(`${FOLDS} > summary`)) {
      const fold = event.target.closest("details");
      setTimeout(() => note(fold));
    }
  }, true);

  let waiting = 0;
  new MutationObserver(() => {
    if (document.querySelector(".stApp")?.dataset.testScriptState !== "notRunning") return;
    waiting ||= setTimeout(() => { waiting = 0; open(); }, 50);
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] });
})();
