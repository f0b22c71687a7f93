"""``metadata.jsonld``: the record with which a catalogue or a search engine finds the package.

One JSON-LD document in the terms of DCAT 3 and of schema.org, in Persian and in English.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipelines.exporting.open_data.identity import LANGUAGES, Identity, Said, Source, Words
from pipelines.foundation.hashing import file_hash

FILE = "metadata.jsonld"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".xml": "application/xml",
}
_IANA = "https://www.iana.org/assignments/media-types/"
#: Standards that a file follows, by what its name has.
_STANDARDS = {
    "sdmx-2.1": "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message",
    "sdmx-3.0": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message",
    "sdmx-csv": "https://github.com/sdmx-twg/sdmx-csv",
    "datapackage": "https://datapackage.org/profiles/2.0/datapackage.json",
}
_CONTEXT = {
    "@vocab": "https://schema.org/",
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "naqsheh": "urn:naqsheh:terms:",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def write_catalogue(files: list[Path], folder: Path, identity: Identity, words: Words) -> Path:
    """Write ``metadata.jsonld`` about ``files`` (with sizes and hashes) into ``folder``; return its path."""
    title, description = _said(identity.title), _said(identity.description)
    publisher, licence = _publisher(identity, words), {"@id": words["licence"]["url"]}
    contact = _contact(words)
    record: dict[str, Any] = {
        "@context": _CONTEXT,
        "@id": f"urn:naqsheh:{identity.area_code}:{identity.period}:{identity.version}",
        "@type": ["dcat:Dataset", "Dataset"],
        "name": title,
        "dct:title": title,
        "description": description,
        "dct:description": description,
        "identifier": f"naqsheh-{identity.area_code}-{identity.period}",
        "dct:identifier": f"naqsheh-{identity.area_code}-{identity.period}",
        "version": identity.version,
        "dcat:version": identity.version,
        "naqsheh:isSynthetic": identity.is_synthetic,
        "inLanguage": list(LANGUAGES),
        "keywords": _keywords(words),
        "dcat:keyword": _keywords(words),
        "dateModified": identity.as_of.isoformat(),
        "dct:modified": _day(identity.as_of.isoformat()),
        **_coverage(identity),
        "license": words["licence"]["url"],
        "dct:license": licence,
        "dct:rights": _said(words["licence"]["note"]),
        "publisher": publisher,
        "creator": publisher,
        "dct:publisher": publisher,
        "contactPoint": contact,
        "dcat:contactPoint": contact,
        "citation": _said(identity.citation),
        "dct:bibliographicCitation": _said(identity.citation),
        "isAccessibleForFree": True,
        "isBasedOn": [_source(source) for source in identity.sources],
        "distribution": (told := [_distribution(file, words) for file in sorted(files)]),
        "dcat:distribution": [{"@id": one["@id"]} for one in told],
    }
    path = folder / FILE
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def _said(texts: Said) -> list[dict[str, str]]:
    return [{"@language": language, "@value": texts[language]} for language in LANGUAGES]


def _keywords(words: Words) -> list[dict[str, str]]:
    return [{"@language": one, "@value": word} for one in LANGUAGES for word in words["keywords"][one]]


def _day(text: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": text}


def _publisher(identity: Identity, words: Words) -> dict[str, Any]:
    name = _said(identity.publisher)
    found: dict[str, Any] = {"@type": ["foaf:Agent", "Organization"], "name": name, "foaf:name": name}
    return found | ({"url": words["publisher"]["url"]} if words["publisher"].get("url") else {})


def _contact(words: Words) -> dict[str, Any]:
    contact = words["contact"]
    name = _said(contact)
    found: dict[str, Any] = {"@type": ["vcard:Kind", "ContactPoint"], "name": name, "vcard:fn": name}
    if contact.get("email"):
        found |= {"email": contact["email"], "vcard:hasEmail": {"@id": f"mailto:{contact['email']}"}}
    return found | ({"url": contact["url"]} if contact.get("url") else {})


def _coverage(identity: Identity) -> dict[str, Any]:
    first, last = identity.first_day.isoformat(), identity.last_day.isoformat()
    place = _said(identity.place)
    return {
        "temporalCoverage": f"{first}/{last}",
        "dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:startDate": _day(first), "dcat:endDate": _day(last)},
        "naqsheh:jalaliPeriod": identity.period,
        "spatialCoverage": {"@type": "Place", "name": place, "identifier": identity.area_code},
        "dct:spatial": {"@type": "dct:Location", "dct:title": place, "dct:identifier": identity.area_code},
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "name": _said(source.title),
        "identifier": source.source_id,
        "sha256": source.sha256,
        "temporal": source.period,
        "conditionsOfAccess": _said(source.terms_title),
        "naqsheh:isSynthetic": source.is_synthetic,
    }


def _distribution(file: Path, words: Words) -> dict[str, Any]:
    media, digest, size = MEDIA_TYPES[file.suffix], file_hash(file), file.stat().st_size
    found: dict[str, Any] = {
        "@id": file.name,
        "@type": ["dcat:Distribution", "DataDownload"],
        "name": file.name,
        "dct:title": file.name,
        "contentUrl": file.name,
        "dcat:downloadURL": {"@id": file.name},
        "encodingFormat": media,
        "dcat:mediaType": {"@id": _IANA + media},
        "contentSize": f"{size} B",
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(size)},
        "sha256": digest,
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": digest},
        },
        "license": words["licence"]["url"],
        "dct:license": {"@id": words["licence"]["url"]},
    }
    standard = next((url for mark, url in _STANDARDS.items() if mark in file.name), None)
    return found | ({"dct:conformsTo": {"@id": standard}} if standard else {})
