"""Read the YAML of a configuration file; a key that stands twice is refused, as the first would be lost silently."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import yaml

from pipelines.configuration.errors import ConfigurationError

# The loader in C where it is there: contracts and headers are read at every start.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UniqueKeys:
    """The part of a YAML loader that refuses a key which stands twice in one mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return the mapping of a node."""
        seen = set[str]()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag == "tag:yaml.org,2002:merge":
                continue  # what is no text and can be no key, the loader itself tells
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            seen.add(key.value)
        found: dict[Hashable, Any] = super().construct_mapping(node, deep)  # type: ignore[misc]
        return found


class _Loader(UniqueKeys, _Safe):
    pass


def read_yaml(text: str, where: str, first_line: int = 1) -> Any:
    """Return what a YAML text says; raises :class:`ConfigurationError` with the line of its file where it says nothing.

    ``first_line`` is the line of the file at which the text begins.
    """
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506  (a safe loader)
    except yaml.MarkedYAMLError as error:
        line = f" line {error.problem_mark.line + first_line}:" if error.problem_mark else ""
        raise ConfigurationError(f"{where}:{line} this is no YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError) as error:  # a thirteenth month, a number of five thousand digits
        raise ConfigurationError(f"{where}: this is no YAML: {error}") from error
