"""The sentences that count: nothing, one, two, eleven and a million of a thing, word for word in both languages.

An editor reads this table; a sentence that changes is changed here first.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from dashboards.components import (
    category_bars,
    delivery_checks,
    delivery_family,
    delivery_mistakes,
    expiry_card,
    licence_table,
    red_list_card,
    theme_page,
)
from dashboards.language import counting
from dashboards.language.formatter import Formatter
from dashboards.language.language import Language
from dashboards.pages.commitments import page as commitments
from dashboards.pages.deliver import awaited, page, preview, waiting
from dashboards.pages.scenarios import requirements
from dashboards.pages.vocabulary import page as vocabulary

COUNTS = (0, 1, 2, 11, 1_000_000)
MILLION = 1_000_000

#: sentence → how it is made of a count.
MADE: dict[str, Callable[[Formatter, int], str | None]] = {
    "counted rows": lambda fmt, n: counting.counted(fmt, n, counting.ROW),
    "counted countries": lambda fmt, n: counting.counted(fmt, n, counting.COUNTRY),
    "more categories": lambda fmt, n: counting.more(fmt, n, counting.CATEGORY),
    "waiting files": page.waiting_words,
    "partly read files": page.partly_read_words,
    "overdue reports": awaited.late_words,
    "silent reports": awaited.never_words,
    "rows of a preview, five kept out": lambda fmt, n: preview.rows_words(fmt, n, 5),
    "rows of a preview, all good": lambda fmt, n: preview.rows_words(fmt, n, 0),
    "publish": lambda fmt, n: preview.act_words(fmt, "published", n),
    "send for approval": lambda fmt, n: preview.act_words(fmt, "held", n),
    "approve a held file": lambda fmt, n: waiting.approve_words(fmt, n, 0, other=0),
    "stay in quarantine": waiting.stay_words,
    "cells to mend": delivery_mistakes.found_words,
    "cells noticed": delivery_mistakes.noticed_words,
    "quarantine": delivery_checks.quarantine_words,
    "checks passed of 1,000,000": lambda fmt, n: delivery_checks.checks_words(fmt, n, MILLION),
    "licences that run out": lambda fmt, n: expiry_card.finding_words(fmt, n, None),
    "renewed of a million": lambda fmt, n: expiry_card.finding_words(fmt, MILLION, n),
    "valid and lapsed": lambda fmt, n: licence_table.state_words(fmt, fmt.period("1405Q2"), n, n),
    "crafts in danger": lambda fmt, n: red_list_card.finding_words(fmt, MILLION, 0, {"endangered": n}),
    "indicators of a theme": theme_page.every_words,
    "indicators without a figure": theme_page.none_yet_words,
    "commitments": lambda fmt, n: commitments.spoken_words(
        fmt, n, 0, fmt.language.say("در اسفند ۱۴۰۰", "in Esfand 1400")
    ),
    "overdue commitments": lambda fmt, n: commitments.due_words(fmt, n, n),
    "editions": delivery_family.editions_words,
    "unknown words of a file": delivery_family.unknown_words,
    "unknown words": vocabulary.lede_words,
    "targets never reached": lambda fmt, n: requirements.never_words(fmt, n, MILLION),
}

#: sentence → (Persian, English), each for the counts of :data:`COUNTS`.
GOLDEN: dict[str, tuple[tuple[str | None, ...], tuple[str | None, ...]]] = {
    "editions": (
        (
            "این گزارش هنوز نرسیده است",
            "این گزارش یک بار رسیده است",
            "۲ ویرایش از این گزارش و دوره رسیده است",
            "۱۱ ویرایش از این گزارش و دوره رسیده است",
            "۱٬۰۰۰٬۰۰۰ ویرایش از این گزارش و دوره رسیده است",
        ),
        (
            "This report has not come yet",
            "This report has come once",
            "2 editions of this report have come",
            "11 editions of this report have come",
            "1,000,000 editions of this report have come",
        ),
    ),
    "unknown words of a file": (
        (
            "فهرست‌ها همهٔ واژه‌ها را می‌شناسند.",
            "یک واژهٔ این فایل در هیچ فهرستی نیست.",
            "۲ واژهٔ این فایل در هیچ فهرستی نیست.",
            "۱۱ واژهٔ این فایل در هیچ فهرستی نیست.",
            "۱٬۰۰۰٬۰۰۰ واژهٔ این فایل در هیچ فهرستی نیست.",
        ),
        (
            "The lists know every word.",
            "1 word of this file is in no list.",
            "2 words of this file are in no list.",
            "11 words of this file are in no list.",
            "1,000,000 words of this file are in no list.",
        ),
    ),
    "unknown words": (
        (
            "فهرست‌ها همهٔ واژه‌های فایل‌های برقرار را می‌شناسند.",
            "معنای یک واژه را هیچ فهرستی نمی‌گوید.",
            "معنای ۲ واژه را هیچ فهرستی نمی‌گوید.",
            "معنای ۱۱ واژه را هیچ فهرستی نمی‌گوید.",
            "معنای ۱٬۰۰۰٬۰۰۰ واژه را هیچ فهرستی نمی‌گوید.",
        ),
        (
            "The lists know every word of the files in force.",
            "1 word is in no list.",
            "2 words are in no list.",
            "11 words are in no list.",
            "1,000,000 words are in no list.",
        ),
    ),
    "counted rows": (
        (
            "صفر سطر",
            "یک سطر",
            "۲ سطر",
            "۱۱ سطر",
            "۱٬۰۰۰٬۰۰۰ سطر",
        ),
        (
            "no rows",
            "1 row",
            "2 rows",
            "11 rows",
            "1,000,000 rows",
        ),
    ),
    "more categories": (
        (
            "",
            "یک دستهٔ دیگر",
            "۲ دستهٔ دیگر",
            "۱۱ دستهٔ دیگر",
            "۱٬۰۰۰٬۰۰۰ دستهٔ دیگر",
        ),
        (
            "",
            "1 more category",
            "2 more categories",
            "11 more categories",
            "1,000,000 more categories",
        ),
    ),
    "waiting files": (
        (
            "هیچ فایلی در انتظار تصمیم نیست.",
            "یک فایل در انتظار تصمیم شماست.",
            "۲ فایل در انتظار تصمیم شماست.",
            "۱۱ فایل در انتظار تصمیم شماست.",
            "۱٬۰۰۰٬۰۰۰ فایل در انتظار تصمیم شماست.",
        ),
        (
            "No file waits for a decision.",
            "1 file waits for your decision.",
            "2 files wait for your decision.",
            "11 files wait for your decision.",
            "1,000,000 files wait for your decision.",
        ),
    ),
    "partly read files": (
        (
            "هیچ سطری در قرنطینه نیست.",
            "یک فایل سطرهایی در قرنطینه دارد.",
            "۲ فایل سطرهایی در قرنطینه دارد.",
            "۱۱ فایل سطرهایی در قرنطینه دارد.",
            "۱٬۰۰۰٬۰۰۰ فایل سطرهایی در قرنطینه دارد.",
        ),
        (
            "No row is in quarantine.",
            "1 file has rows in quarantine.",
            "2 files have rows in quarantine.",
            "11 files have rows in quarantine.",
            "1,000,000 files have rows in quarantine.",
        ),
    ),
    "overdue reports": (
        (
            "هیچ گزارشی عقب نیفتاده است",
            "موعد یک گزارش گذشته و نرسیده است",
            "موعد ۲ گزارش گذشته و نرسیده است",
            "موعد ۱۱ گزارش گذشته و نرسیده است",
            "موعد ۱٬۰۰۰٬۰۰۰ گزارش گذشته و نرسیده است",
        ),
        (
            "No report is overdue",
            "1 report is overdue and has not come",
            "2 reports are overdue and have not come",
            "11 reports are overdue and have not come",
            "1,000,000 reports are overdue and have not come",
        ),
    ),
    "silent reports": (
        (
            "از هر گزارش دست‌کم یک فایل رسیده است",
            "از یک گزارش هنوز هیچ فایلی نرسیده است",
            "از ۲ گزارش هنوز هیچ فایلی نرسیده است",
            "از ۱۱ گزارش هنوز هیچ فایلی نرسیده است",
            "از ۱٬۰۰۰٬۰۰۰ گزارش هنوز هیچ فایلی نرسیده است",
        ),
        (
            "At least one file of every report has come",
            "No file has come yet for 1 report",
            "No file has come yet for 2 reports",
            "No file has come yet for 11 reports",
            "No file has come yet for 1,000,000 reports",
        ),
    ),
    "rows of a preview, five kept out": (
        (
            "هیچ سطری به شمار نمی‌آید؛ ۵ سطر کنار می‌ماند تا درست شود.",
            "یک سطر به شمار می‌آید و ۵ سطر کنار می‌ماند تا درست شود.",
            "۲ سطر به شمار می‌آید و ۵ سطر کنار می‌ماند تا درست شود.",
            "۱۱ سطر به شمار می‌آید و ۵ سطر کنار می‌ماند تا درست شود.",
            "۱٬۰۰۰٬۰۰۰ سطر به شمار می‌آید و ۵ سطر کنار می‌ماند تا درست شود.",
        ),
        (
            "No row counts; 5 rows are kept out until mended.",
            "1 row counts; 5 rows are kept out until mended.",
            "2 rows count; 5 rows are kept out until mended.",
            "11 rows count; 5 rows are kept out until mended.",
            "1,000,000 rows count; 5 rows are kept out until mended.",
        ),
    ),
    "rows of a preview, all good": (
        (
            "این فایل سطری ندارد که به شمار آید.",
            "تنها سطر آن به شمار می‌آید.",
            "هر ۲ سطر به شمار می‌آید.",
            "هر ۱۱ سطر به شمار می‌آید.",
            "هر ۱٬۰۰۰٬۰۰۰ سطر به شمار می‌آید.",
        ),
        (
            "The file has no row that would count.",
            "Its one row counts.",
            "All 2 rows count.",
            "All 11 rows count.",
            "All 1,000,000 rows count.",
        ),
    ),
    "publish": (
        (
            "فرستادن برای تأیید",
            "تأیید و انتشار یک سطر",
            "تأیید و انتشار ۲ سطر",
            "تأیید و انتشار ۱۱ سطر",
            "تأیید و انتشار ۱٬۰۰۰٬۰۰۰ سطر",
        ),
        (
            "Send for approval",
            "Approve and publish 1 row",
            "Approve and publish 2 rows",
            "Approve and publish 11 rows",
            "Approve and publish 1,000,000 rows",
        ),
    ),
    "send for approval": (
        (
            "فرستادن برای تأیید",
            "فرستادن یک سطر برای تأیید",
            "فرستادن ۲ سطر برای تأیید",
            "فرستادن ۱۱ سطر برای تأیید",
            "فرستادن ۱٬۰۰۰٬۰۰۰ سطر برای تأیید",
        ),
        (
            "Send for approval",
            "Send 1 row for approval",
            "Send 2 rows for approval",
            "Send 11 rows for approval",
            "Send 1,000,000 rows for approval",
        ),
    ),
    "approve a held file": (
        (
            "تأیید و انتشار",
            "تأیید و انتشار یک سطر",
            "تأیید و انتشار ۲ سطر",
            "تأیید و انتشار ۱۱ سطر",
            "تأیید و انتشار ۱٬۰۰۰٬۰۰۰ سطر",
        ),
        (
            "Approve and publish",
            "Approve and publish 1 row",
            "Approve and publish 2 rows",
            "Approve and publish 11 rows",
            "Approve and publish 1,000,000 rows",
        ),
    ),
    "stay in quarantine": (
        (
            "با تأیید هیچ سطری در قرنطینه نمی‌ماند",
            "با تأیید هم یک سطر در قرنطینه می‌ماند",
            "با تأیید هم ۲ سطر در قرنطینه می‌ماند",
            "با تأیید هم ۱۱ سطر در قرنطینه می‌ماند",
            "با تأیید هم ۱٬۰۰۰٬۰۰۰ سطر در قرنطینه می‌ماند",
        ),
        (
            "No row stays in quarantine then",
            "1 row stays in quarantine even so",
            "2 rows stay in quarantine even so",
            "11 rows stay in quarantine even so",
            "1,000,000 rows stay in quarantine even so",
        ),
    ),
    "cells to mend": (
        (
            "هیچ خانه‌ای نیاز به درست کردن ندارد",
            "یک خانه را باید درست کرد",
            "۲ خانه را باید درست کرد",
            "۱۱ خانه را باید درست کرد",
            "۱٬۰۰۰٬۰۰۰ خانه را باید درست کرد",
        ),
        (
            "No cell has to be mended",
            "1 cell has to be mended",
            "2 cells have to be mended",
            "11 cells have to be mended",
            "1,000,000 cells have to be mended",
        ),
    ),
    "cells noticed": (
        (
            "هیچ خانه‌ای خالی گرفته نشده است",
            "یک خانه خالی گرفته شده است؛ سطر آن به شمار می‌آید",
            "۲ خانه خالی گرفته شده است؛ سطرهای آن‌ها به شمار می‌آید",
            "۱۱ خانه خالی گرفته شده است؛ سطرهای آن‌ها به شمار می‌آید",
            "۱٬۰۰۰٬۰۰۰ خانه خالی گرفته شده است؛ سطرهای آن‌ها به شمار می‌آید",
        ),
        (
            "No cell is taken as empty",
            "1 cell is taken as empty; its row counts",
            "2 cells are taken as empty; their rows count",
            "11 cells are taken as empty; their rows count",
            "1,000,000 cells are taken as empty; their rows count",
        ),
    ),
    "quarantine": (
        (
            "همهٔ سطرها بارگذاری شد، با هشدار",
            "یک سطر در قرنطینه است",
            "۲ سطر در قرنطینه است",
            "۱۱ سطر در قرنطینه است",
            "۱٬۰۰۰٬۰۰۰ سطر در قرنطینه است",
        ),
        (
            "Every row was loaded, with warnings",
            "1 row is in quarantine",
            "2 rows are in quarantine",
            "11 rows are in quarantine",
            "1,000,000 rows are in quarantine",
        ),
    ),
    "checks passed of 1,000,000": (
        (
            "فایل از هیچ‌یک از ۱٬۰۰۰٬۰۰۰ آزمون نگذشت",
            "فایل یک آزمون را از ۱٬۰۰۰٬۰۰۰ آزمون گذراند",
            "فایل ۲ آزمون را از ۱٬۰۰۰٬۰۰۰ آزمون گذراند",
            "فایل ۱۱ آزمون را از ۱٬۰۰۰٬۰۰۰ آزمون گذراند",
            "فایل از هر ۱٬۰۰۰٬۰۰۰ آزمون گذشت",
        ),
        (
            "The file passed none of 1,000,000 checks",
            "The file passed 1 of 1,000,000 checks",
            "The file passed 2 of 1,000,000 checks",
            "The file passed 11 of 1,000,000 checks",
            "The file passed all 1,000,000 checks",
        ),
    ),
    "licences that run out": (
        (
            "در هشت فصل پیش رو مدت هیچ پروانه‌ای به پایان نمی‌رسد",
            "در هشت فصل پیش رو مدت یک پروانه به پایان می‌رسد",
            "در هشت فصل پیش رو مدت ۲ پروانه به پایان می‌رسد",
            "در هشت فصل پیش رو مدت ۱۱ پروانه به پایان می‌رسد",
            "در هشت فصل پیش رو مدت ۱٬۰۰۰٬۰۰۰ پروانه به پایان می‌رسد",
        ),
        (
            "In the next eight quarters no licence runs out",
            "In the next eight quarters 1 licence runs out",
            "In the next eight quarters 2 licences run out",
            "In the next eight quarters 11 licences run out",
            "In the next eight quarters 1,000,000 licences run out",
        ),
    ),
    "renewed of a million": (
        (
            "در هشت فصل پیش رو مدت ۱٬۰۰۰٬۰۰۰ پروانه به پایان می‌رسد؛ با آهنگ کنونی هیچ‌کدام تمدید نمی‌شود",
            "در هشت فصل پیش رو مدت ۱٬۰۰۰٬۰۰۰ پروانه به پایان می‌رسد؛ با آهنگ کنونی ۱ تای آن تمدید می‌شود",
            "در هشت فصل پیش رو مدت ۱٬۰۰۰٬۰۰۰ پروانه به پایان می‌رسد؛ با آهنگ کنونی ۲ تای آن تمدید می‌شود",
            "در هشت فصل پیش رو مدت ۱٬۰۰۰٬۰۰۰ پروانه به پایان می‌رسد؛ با آهنگ کنونی ۱۱ تای آن تمدید می‌شود",
            "در هشت فصل پیش رو مدت ۱٬۰۰۰٬۰۰۰ پروانه به پایان می‌رسد؛ با آهنگ کنونی همه تمدید می‌شود",
        ),
        (
            "In the next eight quarters 1,000,000 licences run out; at the present rate none is renewed",
            "In the next eight quarters 1,000,000 licences run out; at the present rate 1 of them is renewed",
            "In the next eight quarters 1,000,000 licences run out; at the present rate 2 of them are renewed",
            "In the next eight quarters 1,000,000 licences run out; at the present rate 11 of them are renewed",
            "In the next eight quarters 1,000,000 licences run out; at the present rate all are renewed",
        ),
    ),
    "valid and lapsed": (
        (
            "پایان تابستان ۱۴۰۵: هیچ پروانه‌ای معتبر نیست و هیچ پروانه‌ای منقضی نمانده است",
            "پایان تابستان ۱۴۰۵: یک پروانه معتبر است و یک پروانه منقضی مانده است",
            "پایان تابستان ۱۴۰۵: ۲ پروانه معتبر است و ۲ پروانه منقضی مانده است",
            "پایان تابستان ۱۴۰۵: ۱۱ پروانه معتبر است و ۱۱ پروانه منقضی مانده است",
            "پایان تابستان ۱۴۰۵: ۱٬۰۰۰٬۰۰۰ پروانه معتبر است و ۱٬۰۰۰٬۰۰۰ پروانه منقضی مانده است",
        ),
        (
            "End of Summer 1405: no licences are valid, no licences have lapsed",
            "End of Summer 1405: 1 licence is valid, 1 licence has lapsed",
            "End of Summer 1405: 2 licences are valid, 2 licences have lapsed",
            "End of Summer 1405: 11 licences are valid, 11 licences have lapsed",
            "End of Summer 1405: 1,000,000 licences are valid, 1,000,000 licences have lapsed",
        ),
    ),
    "crafts in danger": (
        (
            "نمی‌توان گفت کدام‌یک از ۱٬۰۰۰٬۰۰۰ رشته در خطر است: رقم‌ها پنهان‌اند یا فهرستی نیست",
            "از ۱٬۰۰۰٬۰۰۰ رشته، یک رشته در خطر است",
            "از ۱٬۰۰۰٬۰۰۰ رشته، ۲ رشته در خطر است",
            "از ۱٬۰۰۰٬۰۰۰ رشته، ۱۱ رشته در خطر است",
            "از ۱٬۰۰۰٬۰۰۰ رشته، ۱٬۰۰۰٬۰۰۰ رشته در خطر است",
        ),
        (
            "Of 1,000,000 crafts none can be told to be in danger or safe: figures are hidden, or there is no list",
            "Of 1,000,000 crafts, 1 is endangered",
            "Of 1,000,000 crafts, 2 are endangered",
            "Of 1,000,000 crafts, 11 are endangered",
            "Of 1,000,000 crafts, 1,000,000 are endangered",
        ),
    ),
    "indicators of a theme": (
        (
            "این موضوع هنوز شاخصی ندارد",
            "تنها شاخص این موضوع",
            "هر ۲ شاخص این موضوع",
            "هر ۱۱ شاخص این موضوع",
            "هر ۱٬۰۰۰٬۰۰۰ شاخص این موضوع",
        ),
        (
            "This theme has no indicator yet",
            "The one indicator of this theme",
            "All 2 indicators of this theme",
            "All 11 indicators of this theme",
            "All 1,000,000 indicators of this theme",
        ),
    ),
    "indicators without a figure": (
        (
            "",
            "یک شاخص هنوز عددی ندارد",
            "۲ شاخص هنوز عددی ندارد",
            "۱۱ شاخص هنوز عددی ندارد",
            "۱٬۰۰۰٬۰۰۰ شاخص هنوز عددی ندارد",
        ),
        (
            "",
            "1 indicator has no figure yet",
            "2 indicators have no figure yet",
            "11 indicators have no figure yet",
            "1,000,000 indicators have no figure yet",
        ),
    ),
    "commitments": (
        (
            "هیچ تعهدی ثبت نشده است.",
            "در اسفند ۱۴۰۰ مسئولان یک تعهد دادند؛ هیچ‌کدام سند انجام ندارد.",
            "در اسفند ۱۴۰۰ مسئولان ۲ تعهد دادند؛ هیچ‌کدام سند انجام ندارد.",
            "در اسفند ۱۴۰۰ مسئولان ۱۱ تعهد دادند؛ هیچ‌کدام سند انجام ندارد.",
            "در اسفند ۱۴۰۰ مسئولان ۱٬۰۰۰٬۰۰۰ تعهد دادند؛ هیچ‌کدام سند انجام ندارد.",
        ),
        (
            "No commitment is recorded.",
            "1 commitment was made in Esfand 1400; none has proof of being kept.",
            "2 commitments were made in Esfand 1400; none has proof of being kept.",
            "11 commitments were made in Esfand 1400; none has proof of being kept.",
            "1,000,000 commitments were made in Esfand 1400; none has proof of being kept.",
        ),
    ),
    "overdue commitments": (
        (
            None,
            "سررسید یک تعهد گذشته است؛ یک تعهد سررسید ندارد و موعدگذشته شمرده نمی‌شود.",
            "سررسید ۲ تعهد گذشته است؛ ۲ تعهد سررسید ندارد و موعدگذشته شمرده نمی‌شود.",
            "سررسید ۱۱ تعهد گذشته است؛ ۱۱ تعهد سررسید ندارد و موعدگذشته شمرده نمی‌شود.",
            "سررسید ۱٬۰۰۰٬۰۰۰ تعهد گذشته است؛ ۱٬۰۰۰٬۰۰۰ تعهد سررسید ندارد و موعدگذشته شمرده نمی‌شود.",
        ),
        (
            None,
            "1 commitment is overdue; 1 commitment has no due date and does not count as overdue.",
            "2 commitments are overdue; 2 commitments have no due date and do not count as overdue.",
            "11 commitments are overdue; 11 commitments have no due date and do not count as overdue.",
            "1,000,000 commitments are overdue; 1,000,000 commitments have no due date and do not count as overdue.",
        ),
    ),
    "targets never reached": (
        (
            "هر هدف در ماه چه می‌خواهد",
            "با آهنگ کنونی ۱ از ۱٬۰۰۰٬۰۰۰ هدف هرگز برآورده نمی‌شود",
            "با آهنگ کنونی ۲ از ۱٬۰۰۰٬۰۰۰ هدف هرگز برآورده نمی‌شود",
            "با آهنگ کنونی ۱۱ از ۱٬۰۰۰٬۰۰۰ هدف هرگز برآورده نمی‌شود",
            "با آهنگ کنونی هیچ هدفی برآورده نمی‌شود",
        ),
        (
            "What each target needs a month",
            "At the present rate 1 of 1,000,000 targets is never reached",
            "At the present rate 2 of 1,000,000 targets are never reached",
            "At the present rate 11 of 1,000,000 targets are never reached",
            "At the present rate no target is ever reached",
        ),
    ),
    "counted countries": (
        (
            "صفر کشور",
            "یک کشور",
            "۲ کشور",
            "۱۱ کشور",
            "۱٬۰۰۰٬۰۰۰ کشور",
        ),
        (
            "no countries",
            "1 country",
            "2 countries",
            "11 countries",
            "1,000,000 countries",
        ),
    ),
}


@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize("name", MADE)
def test_a_count_is_said_as_an_editor_would_print_it(name: str, code: str) -> None:
    fmt = Formatter(Language("en" if code == "en" else "fa"))
    told = tuple(plain(MADE[name](fmt, count)) for count in COUNTS)
    assert told == GOLDEN[name][code == "en"]


def test_every_sentence_has_its_golden_text() -> None:
    assert set(MADE) == set(GOLDEN)


@pytest.mark.parametrize("name", GOLDEN)
def test_no_sentence_writes_the_digit_zero_or_a_plural_of_one(name: str) -> None:
    persian, english = GOLDEN[name]
    assert not [text for text in persian if text and re.search(r"(?<![۰-۹٬])۰(?![۰-۹٬])", text)]
    assert not [text for text in english if text and re.search(r"(?<![\d,])(0|1 \w+s (are|have|wait))\b", text)]


@pytest.mark.parametrize(
    ("breakdown", "count", "persian", "english"),
    [
        ("gender", 54, "۵۴ نفر از ۸۰ زن‌اند", "54 of 80 persons are women"),
        ("gender", 1, "۱ نفر از ۸۰ زن‌اند", "1 of 80 persons is women"),
        ("place_of_work", 54, "۵۴ نفر از ۸۰ در کارگاه زن کار می‌کنند", None),
        ("listing", 54, "۵۴ نفر از ۸۰: زن", "54 of 80 persons: women"),
    ],
)
def test_the_title_of_bars_is_their_finding(breakdown: str, count: int, persian: str, english: str | None) -> None:
    fa, en = Formatter(Language("fa")), Formatter(Language("en"))
    told = category_bars.share_words(fa.language, breakdown, count, f"{fa.number(count)} نفر", fa.number(80), "زن")
    assert plain(told) == persian
    if english is not None:
        told = category_bars.share_words(
            en.language, breakdown, count, f"{en.number(count)} persons", f"{en.number(80)} persons", "Women"
        )
        assert plain(told) == english


def test_a_name_says_once_by_what_it_is_broken_down() -> None:
    fa, en = Language("fa"), Language("en")
    assert category_bars.subtitle_words(fa, "هنرمندان به تفکیک جای کار", "۱۴۰۵") == "هنرمندان به تفکیک جای کار، ۱۴۰۵"
    assert category_bars.subtitle_words(fa, "کارگاه‌ها", "۱۴۰۵") == "کارگاه‌ها به تفکیک دسته، ۱۴۰۵"
    assert category_bars.subtitle_words(en, "Artisans by place of work", "1405") == "Artisans by place of work, 1405"


@pytest.mark.parametrize(
    ("sentence", "wrong", "remedy"),
    [
        (
            "فایل «الف.xlsx»، برگهٔ «یک: دو»، سطر ۵: «سیرجانن» در ستون «شهرستان» (\u202aD\u202c) در فهرست نیست. "
            "نام را وارسی کنید؛ نزدیک‌ترین نام «سیرجان» است.",
            "«سیرجانن» در ستون «شهرستان» (\u202aD\u202c) در فهرست نیست.",
            "نام را وارسی کنید؛ نزدیک‌ترین نام «سیرجان» است.",
        ),
        (
            "File “a.xlsx”, sheet “one”, row 8: “1. 5” in column “Stalls” (H) is not one number. Write it. Alone.",
            "“1. 5” in column “Stalls” (H) is not one number.",
            "Write it. Alone.",
        ),
        ("The workbook is broken.", "The workbook is broken.", ""),
    ],
)
def test_a_message_is_parted_into_what_is_wrong_and_what_to_do(sentence: str, wrong: str, remedy: str) -> None:
    assert delivery_mistakes.parted(sentence) == (wrong, remedy)


def plain(text: str | None) -> str | None:
    """Return a sentence without the isolates of its numbers."""
    return None if text is None else re.sub("[\u2066-\u2069]", "", text)
