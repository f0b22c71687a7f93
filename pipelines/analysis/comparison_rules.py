"""With what a figure may be compared: the mappings of ``models/rules/comparisons.yaml``, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipelines.configuration.analysis_rules import ComparisonsFile
from pipelines.configuration.rules import read_rules
from pipelines.modelling.making import Inputs


def comparison_rules(models: Path) -> ComparisonsFile:
    """Read what is compared with what, and when counties may be ranked."""
    return read_rules(models, ComparisonsFile)


def smaller_counties(inputs: Inputs) -> Iterator[dict[str, str]]:
    """Yield the counties of which a part became a county, each with the year since when."""
    for area_code, since in sorted(comparison_rules(inputs.models).smaller_since.items()):
        yield {"area_code": area_code, "since": since}


def domain_artisans(inputs: Inputs) -> Iterator[dict[str, str]]:
    """Yield each domain with the indicator that counts its artisans."""
    for domain, artisans in sorted(comparison_rules(inputs.models).per_artisan.artisans.items()):
        yield {"domain": domain, "artisans": artisans}
