"""The structure of the SDMX files: concepts, code lists, data structure, dataflow, and what of it is there.

pysdmx writes names in English alone, and its writers change some characters of texts; so every name is first the
identifier, and :mod:`pipelines.exporting.open_data.sdmx_names` puts the true ones in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.exporting.open_data.identity import LANGUAGES, Identity, Said, Words
from pipelines.exporting.open_data.sdmx_codes import Code, CodeLists
from pipelines.exporting.open_data.sdmx_observations import Observation

if TYPE_CHECKING:
    from pysdmx.model import Codelist, ConceptScheme
    from pysdmx.model.__base import MaintainableArtefact
    from pysdmx.model.dataflow import Components, DataStructureDefinition, Schema

CONCEPTS, STRUCTURE, CONSTRAINT = "CS_NAQSHEH", "DSD_INDICATORS", "CR_INDICATORS"
#: The scheme of the agencies belongs to SDMX itself.
AGENCIES, SDMX = "AGENCIES", "SDMX"
CROSS_DOMAIN = "urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=SDMX:CROSS_DOMAIN_CONCEPTS(2.0)."
CODE_LIST = "urn:sdmx:org.sdmx.infomodel.codelist.Codelist="
#: An exact decimal. As a number pysdmx and others would read it into a float and lose digits beyond 2^53.
NUMBER = r"-?[0-9]+(\.[0-9]+)?"
_NUMBERS = frozenset({"OBS_VALUE", "NUMERATOR", "DENOMINATOR"})


@dataclass(frozen=True, slots=True)
class Structure:
    """The artefacts of a structure message, what data are written by, and the names of all by scheme and item."""

    artefacts: list[MaintainableArtefact]
    schema: Schema
    names: dict[tuple[str, str], Code]


def build_structure(lists: CodeLists, found: list[Observation], identity: Identity, words: Words) -> Structure:
    """Return the structure of the observations ``found`` with the code lists that they use."""
    from pysdmx.model import Dataflow, DataStructureDefinition

    sdmx = words["sdmx"]
    agency, version = sdmx["agency"], sdmx["version"]
    code_lists = {name: _code_list(name, codes, sdmx) for name, codes in sorted(lists.lists.items())}
    concepts = _concepts(sdmx)
    components = _components(concepts, code_lists, sdmx)
    structure = DataStructureDefinition(
        id=STRUCTURE, name=STRUCTURE, agency=agency, version=version, components=components
    )
    flow = Dataflow(id=sdmx["dataflow"], name=sdmx["dataflow"], agency=agency, version=version, structure=structure)
    artefacts = [
        _agencies(sdmx),
        *code_lists.values(),
        concepts,
        structure,
        flow,
        _constraint(structure, found, sdmx),
    ]
    return Structure(artefacts, _schema(structure, sdmx), _names(lists, identity, words))


def _agencies(sdmx: Words) -> MaintainableArtefact:
    from pysdmx.model import Agency, AgencyScheme

    agency = Agency(id=sdmx["agency"], name=sdmx["agency"])
    return AgencyScheme(id=AGENCIES, name=AGENCIES, agency=SDMX, version="1.0", items=[agency])


def _code_list(name: str, codes: dict[str, Code], sdmx: Words) -> Codelist:
    from pysdmx.model import Annotation, Codelist
    from pysdmx.model import Code as Item

    items = [Item(id=code, name=code, description=code if one.description else None) for code, one in codes.items()]
    same_as = sdmx["lists"][name].get("same_as")
    notes = [Annotation(id="same-as", type="same-as", text=CODE_LIST + same_as)] if same_as else []
    return Codelist(id=name, name=name, agency=sdmx["agency"], version=sdmx["version"], items=items, annotations=notes)


def _concepts(sdmx: Words) -> ConceptScheme:
    from pysdmx.model import Annotation, Concept, ConceptScheme

    items = [
        Concept(
            id=name,
            name=name,
            urn=_concept_urn(name, sdmx),
            annotations=[Annotation(id="same-as", type="same-as", text=CROSS_DOMAIN + name)]
            if one.get("cross_domain")
            else [],
        )
        for name, one in sdmx["components"].items()
    ]
    return ConceptScheme(id=CONCEPTS, name=CONCEPTS, agency=sdmx["agency"], version=sdmx["version"], items=items)


def _concept_urn(name: str, sdmx: Words) -> str:
    return f"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept={sdmx['agency']}:{CONCEPTS}({sdmx['version']}).{name}"


def _components(concepts: ConceptScheme, code_lists: dict[str, Codelist], sdmx: Words) -> Components:
    from pysdmx.model import Component, Components, DataType, Facets, Role

    roles = {"dimension": Role.DIMENSION, "measure": Role.MEASURE, "attribute": Role.ATTRIBUTE}
    told = sdmx["components"]
    dimensions = ",".join(name for name, one in told.items() if one["role"] == "dimension")
    known = {concept.id: concept for concept in concepts}
    found = []
    for name, one in told.items():
        kind = None if "list" in one else DataType.PERIOD if name == "TIME_PERIOD" else DataType.STRING
        found.append(
            Component(
                id=name,
                required=one["role"] == "dimension" or bool(one.get("required")),
                role=roles[one["role"]],
                concept=known[name],
                local_dtype=kind,
                local_facets=Facets(pattern=NUMBER) if name in _NUMBERS else None,
                local_codes=code_lists[one["list"]] if "list" in one else None,
                attachment_level=dimensions if one["role"] == "attribute" else None,
            )
        )
    return Components(found)


def _schema(structure: DataStructureDefinition, sdmx: Words) -> Schema:
    from pysdmx.model import Schema

    return Schema(
        context="dataflow",
        agency=sdmx["agency"],
        id=sdmx["dataflow"],
        version=sdmx["version"],
        components=structure.components,
    )


def _constraint(structure: DataStructureDefinition, found: list[Observation], sdmx: Words) -> MaintainableArtefact:
    """Return which codes the data of this file have in each dimension."""
    from pysdmx.model.constraint import ConstraintAttachment, CubeKeyValue, CubeRegion, CubeValue, DataConstraint

    flow = f"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow={sdmx['agency']}:{sdmx['dataflow']}({sdmx['version']})"
    coded = [one.id for one in structure.components.dimensions if one.local_codes is not None]
    cube = [
        CubeKeyValue(id=name, values=[CubeValue(value=code) for code in sorted({one[name] for one in found})])
        for name in coded
    ]
    return DataConstraint(
        id=CONSTRAINT,
        name=CONSTRAINT,
        agency=sdmx["agency"],
        version=sdmx["version"],
        constraint_attachment=ConstraintAttachment(data_provider=None, dataflows=[flow]),
        cube_regions=[CubeRegion(key_values=cube)],
    )


def _names(lists: CodeLists, identity: Identity, words: Words) -> dict[tuple[str, str], Code]:
    """Return the names of every artefact; an artefact itself stands under its identifier and an empty item."""
    sdmx = words["sdmx"]
    flow = _flow_name(identity, sdmx)
    named: dict[tuple[str, str], Any] = {
        (AGENCIES, ""): Code(sdmx["agencies"]),
        (AGENCIES, sdmx["agency"]): Code(identity.publisher),
        (CONCEPTS, ""): Code(sdmx["concepts"]),
        (STRUCTURE, ""): Code(sdmx["structure"]),
        (CONSTRAINT, ""): Code(sdmx["constraint"]),
        (sdmx["dataflow"], ""): Code(flow, identity.description),
    }
    named |= {(CONCEPTS, name): Code(one) for name, one in sdmx["components"].items()}
    for name, codes in lists.lists.items():
        named[name, ""] = Code(sdmx["lists"][name])
        named |= {(name, code): one for code, one in codes.items()}
    return named


def _flow_name(identity: Identity, sdmx: Words) -> Said:
    if not identity.is_synthetic:
        return dict(sdmx["title"])
    return {one: f"{sdmx['title'][one]} ({sdmx['demonstration'][one]})" for one in LANGUAGES}
