"""What was known on an earlier day: which version a page shows for ``?known=…``, and the strip that says so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from markupsafe import Markup

from dashboards.address import KNOWN, Address
from dashboards.data import editions
from dashboards.data.editions import Edition
from dashboards.data.versions import Tables
from dashboards.language.bidi_text import code
from dashboards.language.formatter import Formatter
from dashboards.language.markup import Child, el

#: Pages on which a steward acts: they speak of today whatever the address says.
OF_TODAY = ("deliver", "vocabulary")


@dataclass(frozen=True, slots=True)
class Known:
    """The address that links are made of, the version that is shown, and the strip above the page."""

    address: Address
    shown: Tables | None
    sentence: Markup | None = None


def known_on(address: Address, served: Tables | None) -> Known:
    """Return what a page shows for the day in its address: what was known then, or what is known now and why.

    Links keep a day that can be shown; one of which nothing stands is let go, so that it is said once.
    """
    asked = address.get(KNOWN)
    if asked is None or served is None:
        return Known(address, served)
    day = editions.day_of(asked)
    here = replace(address, parameters={name: value for name, value in address.parameters.items() if name != KNOWN})
    if day is not None and not editions.is_before(day, served):
        return Known(here, served)
    edition = editions.known_on(day) if day else None
    if edition is None or day is None:
        return Known(here, served, _unknown(here, asked, day, served))
    if address.page in OF_TODAY:
        return Known(address, served, _only_today(address))
    return Known(address, edition.tables(), _strip(address, edition, day))


def _strip(address: Address, edition: Edition, day: dt.date) -> Markup:
    """Return which version is shown, of which day, and the way back."""
    say, fmt = address.language.say, Formatter(address.language)
    until, number = fmt.date(day), fmt.digits(edition.number)
    if edition.is_made_later:
        told = say(
            f"این همان است که تا پایان {until} می‌دانستیم؛ از فایل‌هایی ساخته شده که تا آن روز رسیده بودند.",
            f"This is what was known by the end of {until}, built from the files that had come by then.",
        )
    else:
        built = fmt.date(edition.day)
        told = say(
            f"این همان است که در {until} منتشر بود: نسخهٔ {number}، ساختهٔ {built}. رقم‌های تازه‌تر در آن نیست.",
            f"This is what stood published on {until}: version {number}, built on {built}, without newer figures.",
        )
    return _said(address, told)


def _only_today(address: Address) -> Markup:
    say = address.language.say
    return _said(
        address, say("این صفحه همیشه از امروز می‌گوید، نه از روزی که برگزیده‌اید.", "This page always speaks of today.")
    )


def _unknown(here: Address, asked: str, day: dt.date | None, served: Tables) -> Markup:
    """Return that nothing stands of a day, what is shown instead, and how it can be built."""
    say, fmt = here.language.say, Formatter(here.language)
    number = fmt.digits(served.number)
    if day is None:
        told: Child = [
            say("این روز را نمی‌شناسیم: ", "This is not a day that can be read: "),
            code(asked[:40]),
            say(f". نسخهٔ {number} را می‌بینید که تازه‌ترین است.", f". You see version {number}, the newest."),
        ]
        return el("p", told, class_="nq-strip", role="status")
    told = [
        say(
            f"نسخه‌ای از آنچه در {fmt.date(day)} می‌دانستیم نمانده است؛ نسخهٔ {number} را می‌بینید که تازه‌ترین است. "
            "مسئول داده می‌تواند آن را بسازد: ",
            f"No version of what was known on {fmt.date(day)} is kept; you see version {number}, the newest. "
            "The data steward can build it: ",
        ),
        el("span", code(f"naqsheh build --as-known-at {editions.day_key(day)}"), class_="nq-nowrap"),
    ]
    return el("p", told, class_="nq-strip", role="status")


def _said(address: Address, told: str) -> Markup:
    back = address.language.say("بازگشت به امروز", "Back to today")
    return el(
        "p", told, " ", el("a", back, href=address.here(known=None), class_="nq-on"), class_="nq-strip", role="status"
    )
