"""What normalising one value gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Normalised:
    """The canonical text of one raw value, or why it has none.

    ``value`` is text that SQL casts exactly to the column's type (None: no value); ``more`` are further codes of the
    same cell, separated by ``|``. ``note`` is the message of
    what was normalised. ``problem`` is the message that puts the row in quarantine; then there is no value.
    ``params`` are the values of either sentence; they never hold what identifies a person.
    """

    value: str | None = None
    note: str | None = None
    problem: str | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    more: str | None = None


def problem(message_id: str, **params: str) -> Normalised:
    """Return the answer that quarantines a row."""
    return Normalised(problem=message_id, params=params)


#: The clean value of a word that is in no list, where the row can do without it. An empty cell stays empty:
#: "not stated" is something else.
NOT_RECOGNISED = "not_recognised"
#: What a word may be taught to mean besides a code: none of the codes, or nothing at all.
OTHER, NOT_STATED = "other", "not_stated"
#: Problems of a word that is in no list: a person may say once, for ever, what it means.
UNKNOWN_WORD = frozenset({"unknown_code", "unknown_craft", "unknown_place"})

#: How readers write the cell of a formula that no program ever computed.
UNCOMPUTED = "#UNCOMPUTED!"

#: What offices write where they have no value, as search keys and as bare marks.
MISSING_MARKS = frozenset(
    {"", "-", "--", "---", "----", "–", "—", "―", "ـ", "−", "…", "...", "..", ".", "*", "**", "***", "؟", "?"}
)
MISSING_WORDS = frozenset(
    {
        "ندارد",
        "ندارند",
        "دادهنشده",
        "دادهنشد",
        "اعلامنشده",
        "دردسترسنیست",
        "نامشخص",
        "نامعلوم",
        "موجودنیست",
        "ثبتنشده",
        "خالی",
        "na",
        "n/a",
        "null",
        "none",
        "nan",
        "notavailable",
        "notgiven",
        "بدوناطلاع",
        "بیاطلاع",
        "فاقداطلاعات",
        "اطلاعاتندارد",
        "ذکرنشده",
        "قیدنشده",
        "درجنشده",
        "هیچ",
        "هیچکدام",
        "فاقد",
        "فاقدشماره",
        "بدونشماره",
        "بدونتلفن",
        "بدونادرس",
        "اظهارنشده",
        "مشخصنیست",
        "مشخصنشده",
        "عدمپاسخ",
        "بررسینشده",
        "تکمیلنشده",
        "واردنشده",
        "تعییننشده",
        "متعاقبااعلاممیشود",
        "متعاقبا",
        "نداریم",
        "غیرقابلدسترس",
        "نامشخصعدماعلام",
        "غیرقابلاعلام",
        "محرمانه",
        "نمیداند",
        "عدماعلام",
        "nil",
        "notstated",
        "unknown",
    }
)
