"""The one home of colours: every page, chart and picture takes its ink from here.

Each token has a value for light and one for dark. The style sheet gets them as CSS variables that follow the
colour scheme of the element (``light-dark()``); charts get the plain values of one scheme. Streamlit's own
widgets read ``.streamlit/config.toml``, which a test compares with this table.
"""

from __future__ import annotations

from dashboards.data.view import Scheme

#: name: (light, dark)
TOKENS: dict[str, tuple[str, str]] = {
    "paper": ("#FAF6EE", "#161412"),
    "surface": ("#FFFFFF", "#201D1A"),
    "sunken": ("#F3EDE1", "#2A2622"),
    "hairline": ("#DFD6C6", "#3C3731"),
    "edge": ("#8A8172", "#8F8678"),
    "ink": ("#23201B", "#F4EEE3"),
    "ink2": ("#575146", "#C9C0B1"),
    "ink3": ("#6B6458", "#A89F90"),
    "turq": ("#08716F", "#4FC4BB"),
    "copper": ("#9C4A17", "#E8A06F"),
    "madder": ("#A81E2B", "#F58C84"),
    "ochre": ("#8A5A00", "#E3B341"),
    "lajvard": ("#2B4A9B", "#9DB4F5"),
    "demo-ground": ("#FAEBC8", "#3B2E12"),
    "chip-ground": ("#FBF7EF", "#26221E"),
    "mark-off": ("#A81E2B", "#E0605A"),
    "mark-behind": ("#E0A21B", "#F2CB5A"),
    "mark-on": ("#08716F", "#4FC4BB"),
    "mark-reached": ("#2B4A9B", "#8EA6F2"),
    "s1": ("#D7ECE8", "#17393A"),
    "s2": ("#A5D4CD", "#1E5756"),
    "s3": ("#63B0AA", "#2B7D78"),
    "s4": ("#237F7D", "#5FBDB5"),
    "s5": ("#0B5557", "#B5E8E1"),
    "on-s1": ("#23201B", "#F4EEE3"),
    "on-s2": ("#23201B", "#F4EEE3"),
    "on-s3": ("#23201B", "#FFFFFF"),
    "on-s4": ("#FFFFFF", "#161412"),
    "on-s5": ("#FFFFFF", "#161412"),
    "on-turq": ("#FFFFFF", "#161412"),
}


def palette(scheme: Scheme) -> dict[str, str]:
    """Return the plain colours of one scheme, for charts."""
    index = 0 if scheme == "light" else 1
    return {name: pair[index] for name, pair in TOKENS.items()}


def css_variables() -> str:
    """Return a ``:root`` rule with every token as a variable that follows the element's colour scheme."""
    lines = (f"--{name}:light-dark({light},{dark});" for name, (light, dark) in TOKENS.items())
    return ":root{color-scheme:light dark;" + "".join(lines) + "}"
