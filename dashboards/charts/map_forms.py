"""Other forms of the county map.

Bubbles on coordinates, and polygons where a boundary file is given (see ``docs/maps.md``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from dashboards.charts.colours import palette
from dashboards.charts.county_map import CountyMap
from dashboards.data.view import View
from dashboards.language.markup import el

#: An optional file of the project's own: GeoJSON, one feature a county with the property ``county_code``.
BOUNDARIES = Path(__file__).resolve().parents[2] / "models" / "reference" / "boundaries.geojson"

HOW: dict[str, tuple[str, str]] = {
    "tiles": (
        "هر خانه یک شهرستان، در جای جغرافیایی خود؛ شمال بالا، غرب چپ.",
        "One tile a county, where it lies; north above, west to the left.",
    ),
    "bubbles": (
        "هر دایره یک شهرستان، بر جای مرکز آن؛ بزرگی دایره به اندازهٔ مقدار.",
        "One circle a county, at its seat; as large as its value.",
    ),
    "polygons": (
        "مرز شهرستان‌ها؛ شمال بالا، غرب چپ.",
        "Boundaries of the counties; north above, west to the left.",
    ),
}
_NAMES = {
    "tiles": ("خانه‌ها", "Tiles"),
    "bubbles": ("دایره‌ها", "Bubbles"),
    "polygons": ("مرزها", "Boundaries"),
}


def available() -> list[str]:
    """Return the forms that can be drawn here."""
    return ["tiles", "bubbles", *(["polygons"] if BOUNDARIES.is_file() else [])]


def chosen(view: View) -> str:
    """Return the form that the address names; tiles where it names none that can be drawn."""
    wanted = view.address.get("map")
    return wanted if wanted in available() else "tiles"


def switch(view: View) -> Markup:
    """Return the links to the other forms."""
    form = chosen(view)
    links = (
        el(
            "a",
            view.say(*_NAMES[name]),
            href=view.address.here(map=name if name != "tiles" else None),
            aria_current="true" if name == form else None,
        )
        for name in available()
    )
    return el("p", *links, class_="nq-forms", role="group", aria_label=view.say("گونهٔ نقشه", "Form of the map"))


def bubbles(drawn: CountyMap) -> Markup:
    """Return circles at the counties' seats; their areas are as their values."""
    placed = [county for county in drawn.counties if county["lon"] is not None and county["lat"] is not None]
    if not placed:
        return el("p", drawn.view.say("مختصاتی نیست.", "There are no coordinates."))
    lons, lats = [float(c["lon"]) for c in placed], [float(c["lat"]) for c in placed]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    most = max(drawn.told, default=1.0)
    places = []
    for county in placed:
        words, class_ = drawn.state(county)
        value = drawn.by_area.get(str(county["area_code"]))
        amount = float(value["value"]) if value is not None and value["value"] else 0.0
        size = 16 + 34 * math.sqrt(amount / most)
        left = 6 + 88 * (float(county["lon"]) - west) / ((east - west) or 1)
        top = 6 + 86 * (north - float(county["lat"])) / ((north - south) or 1)
        name = drawn.view.column(county, "name")
        link = el(
            "a",
            el("b", words if size > 26 or not amount else ""),
            el("span", name),
            href=drawn.address(county),
            aria_label=f"{name}: {words}",
        )
        places.append(
            el(
                "li",
                link,
                class_=class_,
                style=f"left:{left:.1f}%;top:{top:.1f}%;--size:{size:.0f}px",
                title=f"{name}: {words}",
            )
        )
    return el("ul", *places, class_="nq-bubbles")


def polygons(drawn: CountyMap) -> Markup:
    """Return the boundaries as a picture; values and links stand in the table behind it."""
    colours = palette(drawn.view.scheme)
    shapes = dict(_boundaries())
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    # A degree of longitude is shorter than one of latitude; at these latitudes by the cosine of their middle.
    narrow = math.cos(math.radians((south + north) / 2))
    scale = 600 / ((east - west) * narrow or 1)
    height = (north - south) * scale
    paths = []
    for county in drawn.counties:
        _words, class_ = drawn.state(county)
        fill = colours[class_.removeprefix("nq-")] if class_.removeprefix("nq-") in colours else colours["surface"]
        if class_ == "nq-missing":
            fill = "url(#hatch)"
        if class_ == "nq-suppressed":
            fill = colours["sunken"]
        outline = " ".join(
            "M" + "L".join(f"{(x - west) * narrow * scale:.1f} {(north - y) * scale:.1f}" for x, y in ring) + "Z"
            for ring in shapes.get(str(county["area_code"]), [])
        )
        paths.append(f"<path d='{outline}' fill='{fill}' stroke='{colours['edge']}' stroke-width='1'/>")
    hatch = (
        "<pattern id='hatch' width='6' height='6' patternUnits='userSpaceOnUse' "
        f"patternTransform='rotate(45)'><rect width='6' height='6' fill='{colours['surface']}'/><rect "
        f"width='1' height='6' fill='{colours['edge']}'/></pattern>"
    )
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='-2 -2 604 {height + 4:.0f}'><defs>{hatch}</defs>"
        f"{''.join(paths)}</svg>"
    )
    return el(
        "img",
        class_="nq-polygons",
        src=f"data:image/svg+xml,{quote(svg)}",
        alt=drawn.view.say(
            "نقشهٔ مرزهای شهرستان‌ها؛ مقدارها در جدول پشت آن است.",
            "Map of the counties’ boundaries; the values stand in the table behind it.",
        ),
    )


FORMS: dict[str, Callable[[CountyMap], Markup]] = {"bubbles": bubbles, "polygons": polygons}


@cache
def _boundaries() -> tuple[tuple[str, list[list[tuple[float, float]]]], ...]:
    """Return (county code, outer and inner rings) of the boundary file.

    A feature without a code is passed over.
    """
    features = json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]
    return tuple(
        (str(f["properties"]["county_code"]), list(_rings(f["geometry"])))
        for f in features
        if f.get("properties", {}).get("county_code")
    )


def _rings(geometry: dict[str, Any]) -> Iterator[list[tuple[float, float]]]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    for polygon in [coordinates] if kind == "Polygon" else coordinates:
        for ring in polygon:
            yield [(float(point[0]), float(point[1])) for point in ring]
