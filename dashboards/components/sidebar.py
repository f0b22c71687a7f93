"""The sidebar: brand, pages, the two switches and the version that is shown."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.address import Address
from dashboards.data import place
from dashboards.data.place import Place
from dashboards.data.versions import Row, Tables
from dashboards.data.view import Scheme
from dashboards.language.formatter import Formatter
from dashboards.language.language import Code, Language
from dashboards.language.markup import el
from dashboards.registry import PAGES, SECTIONS

_LANGUAGES: tuple[tuple[Code, str], ...] = (("fa", "فارسی"), ("en", "English"))


def draw(address: Address, scheme: Scheme, published: Tables | None) -> Markup:
    """Return the whole sidebar; ``published`` is None before the first build."""
    language = address.language
    release = published.one("select * from release") if published else None
    return el(
        "div",
        _brand(language, place.home(published)),
        _pages(address),
        _languages(address),
        _schemes(language, scheme),
        _version(language, release) if release else None,
        class_="nq-side",
    )


def _brand(language: Language, home: Place) -> Markup:
    return el(
        "div",
        el("img", src="/app/static/mark.svg", alt=""),
        el(
            "div",
            el("b", language.say("نقشه", "Naqsheh")),
            el("span", language.say(*place.crafts(home))),
        ),
        class_="nq-brand",
    )


def _pages(address: Address) -> Markup:
    language = address.language
    groups = []
    for section, (persian, english) in SECTIONS.items():
        links = (
            el(
                "li",
                el(
                    "a",
                    language.say(page.fa, page.en),
                    href=address.to(page.name),
                    aria_current="page" if page.name == address.page else None,
                ),
            )
            for page in PAGES.values()
            if page.section == section
        )
        groups.append(el("div", el("p", language.say(persian, english)), el("ul", *links)))
    return el("nav", *groups, class_="nq-nav", aria_label=language.say("صفحه‌ها", "Pages"))


def _languages(address: Address) -> Markup:
    """Return the language switch; it loads the page anew, for the shell carries language and direction."""
    links = (
        el(
            "a",
            name,
            href=address.in_language(Language(code)),
            lang=code,
            data_reload="",
            aria_current="true" if code == address.language.code else None,
        )
        for code, name in _LANGUAGES
    )
    return el("div", *links, class_="nq-switch", role="group", aria_label=address.language.say("زبان", "Language"))


def _schemes(language: Language, scheme: Scheme) -> Markup:
    choices = (("Light", language.say("روشن", "Light")), ("Dark", language.say("تیره", "Dark")))
    links = (
        el(
            "a",
            word,
            href="#",
            data_scheme=name,
            role="button",
            aria_current="true" if name.lower() == scheme else None,
        )
        for name, word in choices
    )
    return el(
        "div",
        *links,
        class_="nq-switch nq-switch-quiet",
        role="group",
        aria_label=language.say("رنگ زمینه", "Colour scheme"),
    )


def _version(language: Language, release: Row) -> Markup:
    fmt = Formatter(language)
    number, day = fmt.digits(release["version"]), fmt.date(release["built_at"])
    return el(
        "p",
        language.say(f"نسخهٔ {number} · ساختهٔ {day}", f"Version {number} · built {day}"),
        class_="nq-version",
    )
