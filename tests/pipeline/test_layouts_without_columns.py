"""No check of a published table fails because a column that a layout does not have is empty."""

from __future__ import annotations

import pytest

from pipelines.pipeline import Build, Context
from tests.contracts.conftest import CONTRACTS
from tests.contracts.layouts import layouts
from tests.pipeline.whole_build import Built, whole_build

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Every feed whole, without each optional column, and without all of them, each in a year of its own."""
    root = tmp_path_factory.mktemp("layouts")
    for layout in layouts():
        layout.write(root / "raw")

    def approved(context: Context, build: Build) -> None:
        """An example row tells its own year in its dates, not that of its folder: what waits for that is approved."""
        for delivery_id in build.register.known:
            context.ledger.decide(delivery_id, "approved", "the dates of an example are its own")

    return whole_build(root, before=approved)


@pytest.mark.parametrize("feed", CONTRACTS)
def test_a_layout_with_only_what_must_be_there_is_published(built: Built, feed: str) -> None:
    mine = [layout for layout in layouts() if layout.feed == feed]
    assert {layout.name for layout in mine} >= {"nothing", "anything"}
    told = {layout.name: built.by_file[layout.file_name] for layout in mine}
    assert {name: o.reason("en") for name, o in told.items() if o.state not in ("published", "superseded")} == {}
