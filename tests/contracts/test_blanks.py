"""What a missing figure means is told of every indicator: by its bases and kind, or as its header says."""

from __future__ import annotations

import pytest

from pipelines.analysis.blanks import bases_of, blanks
from pipelines.modelling import indicators
from tests.contracts.conftest import MODELS

INDICATORS = {i.indicator_id: i for i in indicators(MODELS)}
BLANKS = blanks(MODELS, list(INDICATORS.values()))


@pytest.mark.parametrize(
    ("indicator", "bases"),
    [
        ("artisans", ("reported", "register")),
        ("price_index", ("reported",)),
        ("licences_valid", ("register",)),
        ("exports_usd", ("reported", "customs")),
        ("suitcase_exports_usd", ("suitcase",)),
        ("licence_coverage", ("reported", "register")),  # as its parts
        ("credit_uptake", ("reported", "register")),
        ("figures_given_share", ("reported",)),
    ],
)
def test_an_indicator_is_known_on_the_bases_of_its_query_and_parts(indicator: str, bases: tuple[str, ...]) -> None:
    assert bases_of(INDICATORS[indicator], INDICATORS) == bases


def test_a_blank_is_told_by_basis_and_kind() -> None:
    assert BLANKS["licences_valid"]["en"] == (
        "No list that tells of the period has come, or the area is not in it."
        " It is not zero, and the figure of the period before does not stand in for it."
    )
    assert BLANKS["business_environment_rank"]["fa"] == (
        "کسی رقمی اظهار نکرده است. رتبه‌ای اعلام نشده است؛ آخرین رتبه نیست."
    )


def test_a_header_says_otherwise() -> None:
    assert BLANKS["population"]["en"] == "Between two censuses there is no figure, and no estimate stands in for it."


def test_every_indicator_has_a_basis() -> None:
    assert [name for name, found in INDICATORS.items() if not bases_of(found, INDICATORS)] == []
