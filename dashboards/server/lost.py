"""The page of an address that leads nowhere, in the reader's language, and what an address without a page meant.

It needs no script and nothing published: whoever mistyped an address, or kept an old one, finds the way from here.
"""

from __future__ import annotations

from markupsafe import Markup

from dashboards.address import Address
from dashboards.language.language import Language
from dashboards.language.markup import el, join
from dashboards.registry import PAGES

#: Pages that the sign leads to, besides the front page.
_LEAD_ON = ("indicators", "counties", "data")
#: Characters of an address that are shown.
_LONGEST = 120


def meant(path: str) -> str | None:
    """Return the path that an address means: without a last slash, the front page for its name; None if unknown."""
    bare = path.rstrip("/") or "/"
    named = PAGES.get(bare.removeprefix("/"))
    if named is not None:
        return named.path
    return bare if bare in {page.path for page in PAGES.values()} else None


def page(path: str, language: Language, style: str) -> str:
    """Return the whole page that says that there is nothing at ``path``."""
    say, address = language.say, Address("glance", language)
    title = say("این نشانی به صفحه‌ای نمی‌رسد", "This address leads to no page")
    shown = path if len(path) <= _LONGEST else path[:_LONGEST] + "…"
    words = say("جست‌وجوی شاخص، شهرستان یا تعریف", "Search an indicator, county or definition")
    links = [(say("صفحهٔ نخست", "Front page"), address.to("glance"))]
    links += [(say(PAGES[name].fa, PAGES[name].en), address.to(name)) for name in _LEAD_ON]
    other = Language("en" if language.is_persian else "fa")
    body = el(
        "main",
        el(
            "a",
            el("img", src="/app/static/mark.svg", alt="", width=34, height=34),
            " ",
            el("b", say("نقشه", "Naqsheh")),
            href=address.to("glance"),
            class_="nq-lost-brand",
        ),
        el("h1", title),
        el("p", el("bdi", shown, dir="ltr", class_="nq-code")),
        el("p", say("شاید نادرست نوشته شده یا صفحه جابه‌جا شده است.", "It may be misspelt, or the page has moved.")),
        el(
            "form",
            el("input", type="search", name="q", placeholder=words, aria_label=words, maxlength=120),
            None if language.is_persian else el("input", type="hidden", name="lang", value="en"),
            el("button", say("جست‌وجو", "Search"), class_="nq-button"),
            action=PAGES["search"].path,
            class_="nq-lost-find",
            role="search",
        ),
        el("ul", *(el("li", el("a", word, href=href)) for word, href in links)),
        el("p", el("a", other.say("فارسی", "English"), href=f"?lang={other.code}", lang=other.code)),
        class_="nq-lost",
    )
    direction = "rtl" if language.is_persian else "ltr"
    head = join(
        [
            Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'),
            el("title", f"{title} · {say('نقشه', 'Naqsheh')}"),
            Markup('<link rel="icon" href="/app/static/mark.svg" type="image/svg+xml">'),
            Markup("<style>{}</style>").format(Markup(style)),  # noqa: S704 (the project's own sheets)
        ]
    )
    return f"<!doctype html>{el('html', el('head', head), el('body', body), lang=language.code, dir=direction)}"
