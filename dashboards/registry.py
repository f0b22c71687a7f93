"""The register of pages: name, place in the sidebar, titles in both languages.

Adding a page is one line here and one folder of its name in :mod:`dashboards.pages`, a package whose ``page.py`` has
a function ``draw(view)``. Everything else (addresses, sidebar, browser tests) is derived from this list.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``section`` is its heading in the sidebar, None where only other pages lead to it."""

    name: str
    section: str | None
    fa: str
    en: str

    @property
    def heading(self) -> tuple[str, str]:
        """The words of its section, which stand above the page's title; of a page without one, those of the first."""
        return SECTIONS[self.section or "see"]

    @property
    def path(self) -> str:
        """The address of the page; the glance is the front page."""
        return "/" if self.name == "glance" else f"/{self.name}"


#: section → its words, in the order of the sidebar.
SECTIONS: dict[str, tuple[str, str]] = {
    "see": ("نمای کلی", "Overview"),
    "themes": ("موضوع‌ها", "Themes"),
    "weigh": ("کنترل داده‌ها", "Data checks"),
    "take": ("دریافت", "Downloads"),
}

_ALL = (
    Page("glance", "see", "نقشهٔ راه در یک نگاه", "Roadmap at a glance"),
    Page("indicators", "see", "شاخص‌ها", "Indicators"),
    Page("counties", "see", "شهرستان‌ها", "Counties"),
    Page("scenarios", "see", "برای رسیدن چه باید کرد", "What it would take"),
    Page("artisans", "themes", "هنرمندان و پروانه‌ها", "Artisans and licences"),
    Page("carpet", "themes", "فرش دستباف", "Hand-woven carpet"),
    Page("cooperatives", "themes", "تعاونی‌ها و کارگاه‌ها", "Cooperatives, workshops"),
    Page("exports", "themes", "صادرات", "Exports"),
    Page("credit", "themes", "اعتبار تبصره‌ها", "Credit lines"),
    Page("cities", "themes", "شهرهای صنایع دستی", "Craft cities"),
    Page("heritage", "themes", "میراث و نشان‌ها", "Heritage and marks"),
    Page("markets", "themes", "آموزش، بازار، رویداد", "Training, markets, events"),
    Page("commitments", "themes", "تعهدهای صورت‌جلسه", "Commitments"),
    Page("contradictions", "weigh", "اختلاف رقم‌ها", "Discrepancies"),
    Page("revisions", "weigh", "بازنگری‌ها", "Revisions"),
    Page("quality", "weigh", "کیفیت داده", "Data quality"),
    Page("deliver", "weigh", "تحویل فایل", "Deliver a file"),
    Page("vocabulary", "weigh", "واژه‌ها", "Words"),
    Page("definitions", "take", "تعریف‌ها", "Definitions"),
    Page("data", "take", "گرفتن داده‌ها", "Downloads"),
    Page("about", "take", "دربارهٔ نقشه", "About Naqsheh"),
    Page("rows", None, "سطرهای منبع", "Source rows"),
    Page("search", None, "جست‌وجو", "Search"),
)

#: page name → page, in the order of the sidebar.
PAGES: dict[str, Page] = {page.name: page for page in _ALL}
