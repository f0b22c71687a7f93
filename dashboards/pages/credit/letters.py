"""Letters about a credit line, with its facts filled in and ready to copy."""

from __future__ import annotations

from dashboards.pages.credit.lines import Line


def letter(line: Line, to: str, subject: str, body: str) -> str:
    """Return a letter with its facts filled in; who signs it is left open, and an invented one says so first."""
    view, say, balance = line.view, line.view.say, line.balance
    deadline = view.fmt.date(balance["deadline"]) if balance is not None else ""
    notified = line.stages[0]["amount_rial"] or (balance["share_rial"] if balance is not None else 0)
    share = " ".join(view.fmt.money(notified))
    facts = say(
        f"سهم {line.name}: {share}؛ مهلت {deadline}.",
        f"Share of {line.name}: {share}; deadline {deadline}.",
    )
    synthetic = bool(balance is not None and balance["is_synthetic"])
    lines = [
        *(
            [say("نمایشی: عددهای این نامه ساختگی‌اند.", "Demonstration: the figures of this letter are invented.")]
            if synthetic
            else []
        ),
        say(f"به: {to}", f"To: {to}"),
        say(f"موضوع: {subject}، {line.scheme_and_year}", f"Subject: {subject}, {line.scheme_and_year}"),
        say(f"تاریخ: {view.fmt.date(view.today)}", f"Date: {view.fmt.date(view.today)}"),
        "",
        say("با سلام و احترام،", "Dear Sir or Madam,"),
        facts,
        body,
        "",
        say("(نام و امضا)", "(name and signature)"),
    ]
    return "\n".join(lines)
