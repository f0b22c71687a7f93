"""SDMX of a period: structure and data in SDMX-ML 2.1 and 3.0, and the data in SDMX-CSV 2.0.

Every message is checked by the official schemas before it is written. Sender, identifier and time of its header come
from the version.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.exporting.content import NAMED_VALUES, Content
from pipelines.exporting.names import file_name
from pipelines.exporting.open_data.identity import Identity, Words
from pipelines.exporting.open_data.sdmx_codes import read_code_lists
from pipelines.exporting.open_data.sdmx_names import with_names
from pipelines.exporting.open_data.sdmx_observations import Observation, observations
from pipelines.exporting.open_data.sdmx_structure import Structure, build_structure
from pipelines.published import PublishedDatabase

if TYPE_CHECKING:
    from pysdmx.model.message import Header

VERSIONS = ("2.1", "3.0")


def write_sdmx(
    database: PublishedDatabase, content: Content, folder: Path, identity: Identity, words: Words
) -> list[Path]:
    """Write the values of ``content`` and their structure as SDMX into ``folder``; return the files.

    Raises ValueError for a value that SDMX cannot hold, :class:`pysdmx.errors.Invalid` for a message that its schema
    refuses.
    """
    lists = read_code_lists(database, words)
    found = observations(content.values, lists, words)
    structure = build_structure(lists, found, identity, words)
    written = []
    for version in VERSIONS:
        messages = {
            "structure": structure_message(structure, version, identity, words),
            "data": data_message(structure, found, version, identity, words),
        }
        for what, message in messages.items():
            path = folder / _name(f"sdmx-{version}-{what}", ".xml", identity)
            path.write_bytes(message)
            written.append(path)
    path = folder / _name("sdmx-csv-2.0", ".csv", identity)
    path.write_bytes(csv_message(found, words))
    return [*written, path]


def csv_of_values(database: PublishedDatabase, value_ids: Sequence[str], words: Words) -> str:
    """Return the named values as SDMX-CSV 2.0, for a file that carries its own data."""
    lists = read_code_lists(database, words)
    return csv_message(observations(database.rows(NAMED_VALUES, [list(value_ids)]), lists, words), words).decode()


def structure_message(structure: Structure, version: str, identity: Identity, words: Words) -> bytes:
    """Return the structure as SDMX-ML of ``version`` with names in both languages, valid by its schema."""
    if version == "3.0":
        from pysdmx.io.xml.sdmx30.writer.structure import write
    else:
        from pysdmx.io.xml.sdmx21.writer.structure import write
    text = write(structure.artefacts, prettyprint=False, header=_header("STRUCTURE", identity, words))
    return _valid(with_names(str(text), structure.names))


def data_message(
    structure: Structure, found: list[Observation], version: str, identity: Identity, words: Words
) -> bytes:
    """Return the observations as structure-specific SDMX-ML of ``version``, valid by its schema."""
    import pandas as pd
    from pysdmx.io.pd import PandasDataset

    if version == "3.0":
        from pysdmx.io.xml.sdmx30.writer.structure_specific import write
    else:
        from pysdmx.io.xml.sdmx21.writer.structure_specific import write
    columns = list(words["sdmx"]["components"])
    table = pd.DataFrame([[one.get(name, "") for name in columns] for one in found], columns=columns, dtype=str)
    data = PandasDataset(structure=structure.schema, data=table)
    text = write([data], prettyprint=True, header=_header("DATA", identity, words))
    return _valid(str(text).encode() + b"\n")


def csv_message(found: list[Observation], words: Words) -> bytes:
    """Return the observations as SDMX-CSV 2.0: UTF-8 without a mark, an absent component empty."""
    sdmx = words["sdmx"]
    flow = f"{sdmx['agency']}:{sdmx['dataflow']}({sdmx['version']})"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *sdmx["components"]])
    writer.writerows(["dataflow", flow, "I", *(one.get(name, "") for name in sdmx["components"])] for one in found)
    return text.getvalue().encode()


def _header(what: str, identity: Identity, words: Words) -> Header:
    from pysdmx.model import Organisation
    from pysdmx.model.message import Header

    digest = identity.version.rpartition("+")[2]
    return Header(
        id=f"{what}_{identity.period}_{digest}",
        test=identity.is_synthetic,
        prepared=identity.prepared,
        sender=Organisation(id=words["sdmx"]["agency"]),
    )


def _valid(message: bytes) -> bytes:
    from pysdmx.io.xml.doc_validation import validate_doc

    validate_doc(message.decode())
    return message


def _name(what: str, suffix: str, identity: Identity) -> str:
    return file_name(what, suffix, period=identity.period, is_synthetic=identity.is_synthetic)
