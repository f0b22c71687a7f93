"""JSON in which a decimal is the number that it is: no float in between, so that 2⁵³ + 1 and nine decimals survive."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any


def exact_json(data: Any) -> str:
    """Return ``data`` as JSON text; decimals become number literals, days and moments ISO 8601.

    A moment without a zone is UTC, as everything published. Raises ``TypeError`` for a float: nothing that is
    published is one.
    """
    if data is None or isinstance(data, (bool, int, str)):
        return json.dumps(data, ensure_ascii=False)
    if isinstance(data, Decimal):
        return _number(data)
    if isinstance(data, Mapping):
        return (
            "{" + ",".join(f"{json.dumps(str(k), ensure_ascii=False)}:{exact_json(v)}" for k, v in data.items()) + "}"
        )
    if isinstance(data, dt.datetime):
        zoned = data if data.tzinfo else data.replace(tzinfo=dt.UTC)
        return json.dumps(zoned.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"))
    if isinstance(data, dt.date):
        return json.dumps(data.isoformat())
    if isinstance(data, Sequence):
        return "[" + ",".join(map(exact_json, data)) + "]"
    raise TypeError(f"{type(data).__name__} has no exact JSON")


def _number(value: Decimal) -> str:
    if not value.is_finite():
        raise TypeError("a number that is none has no JSON")
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
