"""The funnel: from the share to what is paid, with the one step at which most files stay."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.language.markup import el, join
from dashboards.pages.credit.lines import KEY, Line


def funnel_card(line: Line) -> Markup:
    """Return the funnel; a stage of which no list has come is not drawn as a bar, it is named below."""
    view, say = line.view, line.view.say
    told = [row for row in line.stages if row["status"] != "missing"]
    silent = [row for row in line.stages if row["status"] == "missing"]
    worst = worst_step(line)
    longest = max((float(row["amount_rial"]) for row in told if row["amount_rial"] is not None), default=0.0)
    bars, before = [], None
    for row in told:
        is_worst = worst is not None and row["stage"] == worst[1]["stage"]
        term = el("dt", view.code("credit_stages", row["stage"]), class_="nq-worst" if is_worst else None)
        bars.append(join([term, _stage(line, row, before, longest, is_worst=is_worst)]))
        before = row if row["files"] is not None and row["stage"] != "allocated" else None
    title = _title(line, worst)
    return el(
        "div",
        cards.card(
            title,
            el("dl", *bars, class_="nq-bars nq-funnel"),
            _silent(line, silent),
            _files_left(line, told),
            tags.origin_tags(view, line.stages),
            tool_row(view, "credit_funnel", dict(zip(KEY, line.key, strict=True)), title=line.name, picture="funnel"),
            subtitle=say(
                "میلیارد ریال؛ کم‌رنگ، گذر از گام پیش و میانهٔ روزها",
                "Billion rials; in grey the part of the stage before and the median of days",
            ),
            level=2,
        ),
        id="funnel",
    )


def worst_step(line: Line) -> tuple[Row, Row] | None:
    """Return the two stages between which most files stay, where both are told; None where no step loses any."""
    steps = [
        (before, after)
        for before, after in zip(line.stages[1:], line.stages[2:], strict=False)
        if before["files"] and after["files"] is not None and after["files"] < before["files"]
    ]
    return min(steps, key=lambda step: step[1]["files"] / step[0]["files"], default=None)


def _title(line: Line, worst: tuple[Row, Row] | None) -> str:
    view, say = line.view, line.view.say
    registered = line.stage("registered")
    if registered is not None and registered["files"] == 0:
        return say("هیچ طرحی برای این سهم ارائه نشد", "No project was presented for this share")
    if worst is None:
        return say("پرونده‌ها در کدام گام‌اند", "At which stage the files are")
    before, after = (view.code("credit_stages", row["stage"]) for row in worst)
    stay = view.fmt.percent(1 - worst[1]["files"] / worst[0]["files"], 0)
    return say(
        f"{stay} پرونده‌ها از «{before}» به «{after}» نرسیده‌اند",
        f"{stay} of the files have not come from “{before.lower()}” to “{after.lower()}”",
    )


def _stage(line: Line, row: Row, before: Row | None, longest: float, *, is_worst: bool) -> Markup:
    view, say = line.view, line.view.say
    words: list[str] = []
    if row["amount_rial"] is not None and not (row["files"] == 0 and row["amount_rial"] == 0):
        words.append(line.billions(row["amount_rial"]))
    if row["files"] is not None:
        count = "هیچ پرونده" if row["files"] == 0 else f"{view.fmt.number(row['files'])} پرونده"
        words.append(say(count, f"{view.fmt.number(row['files'])} file{'' if row['files'] == 1 else 's'}"))
    hidden = row["status"] == "suppressed"
    few = el("span", el("b", "*"), " ", say("پرونده‌ها کم‌اند", "few files"), class_="nq-few") if hidden else None
    told = []
    if before is not None and before["files"] and row["files"] is not None:
        part = view.fmt.percent(row["files"] / before["files"], 0)
        told.append(say(part, part))
    if row["median_days"] is not None:
        days = view.fmt.number(row["median_days"], 1)
        told.append(say(f"{days} روز", f"{days} day{'' if row['median_days'] == 1 else 's'}"))
    width = 100 * float(row["amount_rial"] or 0) / longest if longest else 0
    shape = "nq-bar nq-bar-share" if row["stage"] == "allocated" else "nq-bar"
    bar = el("span", class_=shape, style=f"--part:{width:.2f}") if width else None
    more = el("small", " · ".join(told), class_="nq-worst" if is_worst else "nq-quiet") if told else None
    return el("dd", bar, el("span", " · ".join(words), " ", few, " ", more))


def _silent(line: Line, silent: list[Row]) -> Markup | None:
    """Return the stages of which no list has come, in words: no bar and no zero."""
    if not silent:
        return None
    view = line.view
    names = [view.code("credit_stages", row["stage"]) for row in silent]
    listed = view.say("، ", ", ").join(names if view.language.is_persian else [name.lower() for name in names])
    words = view.say(f"فهرستی نرسیده است از: {listed}.", f"No list has come of: {listed}.")
    return el("p", el("span", class_="nq-key-hatch", aria_hidden="true"), " ", words, class_="nq-sub nq-silent")


def _files_left(line: Line, told: list[Row]) -> Markup | None:
    """Return how many files left on the way; at least so many where a stage has too few to be told."""
    view = line.view
    stages = [row for row in told if row["stage"] != "allocated"]
    left = sum(int(row["files_left"] or 0) for row in stages)
    if not left:
        return None
    count, some_hidden = view.fmt.number(left), any(row["files_left"] is None for row in stages)
    at_least = view.say("دست‌کم ", "at least ") if some_hidden else ""
    words = view.say(
        f"{at_least}{count} پرونده در راه رد شد یا کنار رفت.",
        f"{at_least}{count} files were rejected or withdrawn on the way.",
    )
    return el("p", words[:1].upper() + words[1:], class_="nq-note")
