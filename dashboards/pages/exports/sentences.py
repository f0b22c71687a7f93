"""Sentences of the page that depend on what is made in a place, and on whether the tariff lets customs see it.

Each is said in both languages. Of no, one or several goods a tariff line of their own tells the origin.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboards.data.place import Good, Pair, Place, listed
from dashboards.language.formatter import Formatter

#: Goods that a title names; more are called what they have in common.
NAMED = 3


def seen_goods(goods: Sequence[Good]) -> Pair:
    """Return the goods whose origin customs see, as a title or a sentence names them."""
    own = [good.name for good in goods if good.own_line]
    if not own or len(own) > NAMED:
        return "کالاهای با خاستگاه معلوم", "goods of known origin"
    return listed(own)


def exported(goods: Sequence[Good], amount: str) -> Pair:
    """Return what was exported of the goods whose origin is known, worth ``amount``."""
    fa, en = seen_goods(goods)
    one = sum(1 for good in goods if good.own_line) == 1
    verb, pronoun = ("was", "it") if one else ("were", "they")
    return (
        f"{fa} به ارزش {amount} صادر شد، از هر گمرکی که رفت.",
        f"{_capital(en)} worth {amount} {verb} exported, whatever office {pronoun} left through.",
    )


def origin_lines(goods: Sequence[Good]) -> Pair:
    """Return of which tariff lines the figure by origin is made."""
    own = [good.name for good in goods if good.own_line]
    fa, en = listed(own) if own else ("", "")
    return (
        f"تنها ردیف‌های تعرفه‌ای که نام خاستگاه را دارند{f': {fa}' if fa else ''}. این کف است، نه برآورد.",
        f"Only lines that name their origin{f': {en}' if en else ''}. A floor and no estimate.",
    )


def no_origin(place: Place) -> Pair:
    """Return why there is no figure by origin where no goods of a place have a tariff line of their own."""
    fa, en = place.word
    return (
        f"هیچ کالای {fa} ردیف تعرفهٔ جدا ندارد؛ خاستگاه آن در گمرک دیده نمی‌شود.",
        f"No goods of the {en} have a tariff line of their own; customs do not see where they come from.",
    )


def known_origins(count: int, fmt: Formatter) -> Pair:
    """Return of how many crafts the origin is known."""
    if not count:
        return "خاستگاه هیچ کالایی دانسته نیست", "The origin of no goods is known"
    number = fmt.count(count)
    return (
        f"خاستگاه تنها برای {number} هنر دانسته است",
        f"The origin is known of {number} craft{'' if count == 1 else 's'} alone",
    )


def exports_of_offices(place: Place) -> Pair:
    """Return the exports through a place's offices, where no line names its origin."""
    fa, en = place.word
    return f"صادرات گمرک‌های {fa}", f"exports of the {en}’s offices"


def own_offices(place: Place, count: int, fmt: Formatter) -> Pair:
    """Return a place's own customs offices, counted: «چهار گمرک …», the four offices of …."""
    fa, en = place.short
    if count == 1:
        return f"گمرک {fa}", f"the office of {en}"
    return f"{fmt.count(count)} گمرک {fa}", f"the {fmt.count(count)} offices of {en}"


def true_zero(place: Place, count: int) -> Pair:
    """Return that the zero of a place's own offices is one."""
    fa, en = place.short
    return (
        f"صفر {'گمرک' if count == 1 else 'گمرک‌های'} {fa} صفر واقعی است: فایل رسیده و سطری ندارد.",
        f"The zero of {en}’s office{'' if count == 1 else 's'} is a true zero: the file came and has no such row.",
    )


def active_offices(place: Place, told: int, active: int, domain: str, fmt: Formatter) -> Pair:
    """Return how many of a place's offices that are told exported goods of a domain."""
    fa, en = place.short
    if told == 1:
        return (
            f"گمرک {fa} {domain} {'صادر کرده است' if active else 'صادر نکرده است'}",
            f"The customs office of {en} exported {'' if active else 'no '}{domain}",
        )
    return (
        f"از {fmt.number(told)} گمرک {fa}، {fmt.figure(active)} گمرک {domain} صادر کرده است",
        f"Of {fmt.number(told)} customs offices of {en} {fmt.number(active)} exported {domain}",
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
