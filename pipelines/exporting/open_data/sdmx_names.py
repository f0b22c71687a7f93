"""Persian and English names of a structure message, put in where pysdmx wrote identifiers."""

from __future__ import annotations

from typing import Any

from pipelines.exporting.open_data.identity import LANGUAGES
from pipelines.exporting.open_data.sdmx_codes import Code

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def with_names(message: str, names: dict[tuple[str, str], Code]) -> bytes:
    """Return a structure message in which every artefact has the names, and descriptions, of ``names``.

    A key is the identifier of a scheme and of its item, which is empty for the scheme itself. Raises KeyError for an
    artefact without names.
    """
    from lxml import etree

    root = etree.fromstring(message.encode())
    for written in list(root.iterfind(".//{*}Structures//{*}Name")):
        owner = written.getparent()
        within = owner.getparent().get("id")
        _replace(written, names[(within, owner.get("id")) if within else (owner.get("id"), "")])
    etree.indent(root, space=" ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _replace(written: Any, said: Code) -> None:
    """Put the names and descriptions of an artefact in the place of the one ``Name`` and its ``Description``."""
    owner, namespace = written.getparent(), written.tag.rpartition("}")[0]
    place = owner.index(written)
    for old in [written, *owner.findall(f"{namespace}}}Description")]:
        owner.remove(old)
    for tag, texts in (("Name", said.name), ("Description", said.description)):
        for language in LANGUAGES:
            if language in texts:
                element = written.makeelement(f"{namespace}}}{tag}", {_LANGUAGE: language})
                element.text = texts[language]
                owner.insert(place, element)
                place += 1
