"""The yardstick of reading.py: one DuckDB statement that reads a register of artisans and writes it normalised.

    .venv/bin/python benchmarks/bare_artisans.py REGISTER.csv OUT.parquet

What an analyst would write who trusts the file: letters, digits, dates, codes, places and pseudonyms are unified as
in the pipeline, but nothing is checked, nothing is counted, no row remembers where it came from, and a value that
does not fit the usual styles is simply lost.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from pathlib import Path

import duckdb
import jdatetime

REFERENCE = Path(__file__).resolve().parents[1] / "models" / "reference"
ODD = "يىكۀةآأإؤئ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩"
EVEN = "ییکههاااوی" + "01234567890123456789"
MONTHS = [
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "ابان",
    "اذر",
    "دی",
    "بهمن",
    "اسفند",
]
#: Heading, name, and how it is normalised.
COLUMNS = [
    ("کد ملی", "national_id", "identifier"),
    ("نام و نام خانوادگی", "full_name", "name"),
    ("نام پدر", "father_name", "name"),
    ("شماره شناسنامه", "birth_certificate_no", "name"),
    ("تاریخ تولد", "birth_date", "jalali"),
    ("جنسیت", "gender", "genders"),
    ("شهرستان", "area", "place"),
    ("شهر یا روستا", "settlement", "text"),
    ("رشته", "craft", "craft"),
    ("گروه", "craft_group_text", "text"),
    ("حوزه", "domain", "domains"),
    ("نوع کارگاه", "workshop_kind", "workshop_kinds"),
    ("نوع دار", "loom_kind", "text"),
    ("مساحت", "loom_area", "number"),
    ("وضعیت فعالیت", "state", "artisan_states"),
    ("وضعیت بیمه", "insurance", "insurance_states"),
    ("تحصیلات", "education", "education_levels"),
    ("تاریخ ثبت‌نام", "joined_on", "day"),
    ("تلفن همراه", "phone", "phone"),
    ("نشانی", "address", "name"),
]
CODED = {
    "genders",
    "place",
    "craft",
    "domains",
    "workshop_kinds",
    "artisan_states",
    "insurance_states",
    "education_levels",
}


def rows(name: str) -> list[dict[str, str]]:
    """Return a reference table."""
    with (REFERENCE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def spellings() -> list[tuple[str, str, str]]:
    """Return (list, spelling, code) of everything that is looked up."""
    found = []
    for row in rows("codes.csv"):
        for text in (row["code"], row["title_fa"], row["title_en"], *row["aliases"].split("|")):
            found.append((row["list"], text, row["code"]))
    for row in rows("crafts.csv"):
        for text in (row["craft_code"], row["title_fa"], row["title_en"], *row["aliases"].split("|")):
            found.append(("craft", text, row["craft_code"]))
    for row in rows("areas.csv"):
        found += [("place", text, row["area_code"]) for text in (row["area_code"], row["name_fa"], row["name_en"])]
    found += [("place", row["alias"], row["area_code"]) for row in rows("area_aliases.csv")]
    return [(kind, text, code) for kind, text, code in found if text]


def expression(name: str, kind: str) -> str:
    """Return the SQL of one normalised column."""
    match kind:
        case "identifier":
            return f"hmac(lpad(digits(r.{name}), 10, '0'))"
        case "name":
            return f"hmac(key(r.{name}))"
        case "phone":
            return f"hmac('0' || right(digits(r.{name}), 10))"
        case "number":
            return f"TRY_CAST(replace(replace(even(r.{name}), '٬', ''), '٫', '.') AS DECIMAL(38,9))"
        case "jalali":
            return f"jalali(r.{name})"
        case "day":
            return "day_joined.gregorian"
        case "text":
            return f"tidy(r.{name})"
    return f"list_{name}.code"


def main(source: str, out: str) -> None:
    """Read ``source``, normalise, write ``out``."""
    con = duckdb.connect()
    with tempfile.TemporaryDirectory() as spill:
        con.execute("SET memory_limit = '700MB'")
        con.execute(f"SET temp_directory = '{spill}'")
        con.execute("SET VARIABLE inner_pad = ?", [bytes([0x36]) * 64])
        con.execute("SET VARIABLE outer_pad = ?", [bytes([0x5C]) * 64])
        # The engine's table lookup costs more than all the rest, so only what needs it gets it.
        con.execute(
            f"CREATE MACRO even(x) AS CASE WHEN regexp_matches(x, '[{ODD}]')"
            f" THEN translate(x, '{ODD}', '{EVEN}') ELSE x END"
        )
        con.execute(
            "CREATE MACRO tidy(x) AS"
            " trim(replace(replace(replace(replace(x, 'ي', 'ی'), 'ى', 'ی'), 'ك', 'ک'), '  ', ' '))"
        )
        con.execute("CREATE MACRO key(x) AS regexp_replace(lower(even(x)), '[^\\p{L}\\p{N}]+', '', 'g')")
        con.execute(
            "CREATE MACRO digits(x) AS CASE WHEN regexp_full_match(x, '[0-9]+') THEN x"
            " ELSE regexp_replace(even(x), '[^0-9]+', '', 'g') END"
        )
        con.execute(
            "CREATE MACRO hmac(x) AS substr(sha256(getvariable('outer_pad')"
            " || unhex(sha256(getvariable('inner_pad') || encode(x)))), 1, 32)"
        )
        named = "even(x)"
        for number, month in enumerate(MONTHS, 1):
            named = f"replace({named}, '{month}', '/{number}/')"
        con.execute(f"CREATE MACRO parts(x) AS regexp_extract_all({named}, '[0-9]+')")
        plain = "regexp_full_match(x, '1[34][0-9]{2}/[0-9]{2}/[0-9]{2}')"
        con.execute(
            f"CREATE MACRO jalali(x) AS CASE WHEN {plain} THEN replace(x, '/', '-') WHEN len(parts(x)) = 3 THEN"
            " CASE WHEN length(parts(x)[1]) = 4"
            " THEN parts(x)[1] || '-' || lpad(parts(x)[2], 2, '0') || '-' || lpad(parts(x)[3], 2, '0')"
            " ELSE parts(x)[3] || '-' || lpad(parts(x)[2], 2, '0') || '-' || lpad(parts(x)[1], 2, '0') END"
            " ELSE array_to_string(parts(x), '-') END"
        )
        day = jdatetime.date(1300, 1, 1)
        days = [day + jdatetime.timedelta(days=n) for n in range(40_000)]  # 1300 to 1409
        con.register("calendar", _table(["jalali", "gregorian"], [(d.isoformat(), d.togregorian()) for d in days]))
        con.register("given", _table(["kind", "text", "code"], spellings()))
        con.execute(
            "CREATE TABLE lists AS SELECT kind, key(text) AS spelled, min(code) AS code FROM given GROUP BY ALL"
        )
        joins = " ".join(
            f"LEFT JOIN lists list_{name} ON list_{name}.kind = '{kind}' AND list_{name}.spelled = key(r.{name})"
            for _, name, kind in COLUMNS
            if kind in CODED
        )
        joins += " LEFT JOIN calendar day_joined ON day_joined.jalali = jalali(r.joined_on)"
        columns = {name: "VARCHAR" for _, name, _ in COLUMNS}
        selected = ", ".join(f"{expression(name, kind)} AS {name}" for _, name, kind in COLUMNS)
        con.execute(
            f"COPY (SELECT {selected} FROM read_csv('{source}', auto_detect = false, header = false, skip = 1,"
            f" delim = ',', quote = '\"', escape = '\"', strict_mode = true, columns = {columns!r}) r {joins})"
            f" TO '{out}' (FORMAT parquet, COMPRESSION zstd)"
        )


def _table(names: list[str], found: list[tuple]) -> object:
    import pyarrow as pa

    return pa.table({name: [row[at] for row in found] for at, name in enumerate(names)})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
