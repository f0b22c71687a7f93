"""The sidebar: brand, the two switches, the day of what was known, and the pages."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.address import KNOWN, Address
from dashboards.data import editions, place
from dashboards.data.place import Place
from dashboards.data.versions import Tables
from dashboards.data.view import Scheme
from dashboards.language.formatter import Formatter
from dashboards.language.language import Code, Language
from dashboards.language.markup import el
from dashboards.registry import PAGES, SECTIONS

_LANGUAGES: tuple[tuple[Code, str], ...] = (("fa", "فارسی"), ("en", "English"))


def draw(address: Address, scheme: Scheme, published: Tables | None) -> Markup:
    """Return the whole sidebar; ``published`` is None before the first build."""
    language = address.language
    return el(
        "div",
        _brand(language, place.home(published)),
        el("div", _languages(address), _schemes(language, scheme), class_="nq-switches"),
        _known(address, published) if published else None,
        _pages(address),
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
        groups.append(el("div", el("p", language.say(persian, english), class_="nq-group"), el("ul", *links)))
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


def _known(address: Address, published: Tables) -> Markup:
    """Return the choice of the day of which the pages tell what was known, or the one that there is."""
    say, fmt = address.language.say, Formatter(address.language)
    release = published.one("select * from release") or {}
    number, day = fmt.digits(published.number), fmt.date(release.get("built_at"), table=True)
    now = say(f"اکنون: نسخهٔ {number}، {day}", f"Now: version {number}, {day}")
    label = say("آنچه در این تاریخ می‌دانستیم", "As known at")
    found = editions.earlier()
    if not found:
        return el("p", el("span", label), el("b", now), class_="nq-known")
    asked = editions.day_of(address.get(KNOWN))
    chosen = editions.known_on(asked) if asked and editions.is_before(asked, published) else None
    options = [el("option", now, value=address.here(known=None), selected=chosen is None)]
    options += [
        el(
            "option",
            _edition(address.language, edition),
            value=address.here(known=editions.day_key(edition.day)),
            selected=edition == chosen,
        )
        for edition in found
    ]
    return el("label", el("span", label), el("select", *options, data_choice=""), class_="nq-known")


def _edition(language: Language, edition: editions.Edition) -> str:
    fmt = Formatter(language)
    day, number = fmt.date(edition.day, table=True), fmt.digits(edition.number)
    if edition.is_made_later:
        return language.say(f"{day}: بازسازی‌شده", f"{day}: rebuilt")
    return language.say(f"{day}: نسخهٔ {number}", f"{day}: version {number}")
