"""What the kinds of configuration have in common: texts, words of a list, names in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StrictInt,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pipelines.configuration.faults import likely
from pipelines.configuration.vocabulary import Vocabulary


def _says_something(text: str) -> str:
    """Refuse a text of spaces alone; those around one stay, as a part of a sentence begins with its own."""
    if not text.strip():
        raise PydanticCustomError("empty_text", "a text is expected, and it is empty")
    return text


def as_written(*kinds: type) -> BeforeValidator:
    """Return what takes a value of these kinds as the text that it was written as."""
    return BeforeValidator(lambda value: str(value) if isinstance(value, kinds) else value)


Text = Annotated[str, AfterValidator(_says_something)]
#: A text that may stand without its quotes, though it looks like a number or a day: a period, a letter’s number.
Written = Annotated[str, as_written(int, float, date), WithJsonSchema({"type": ["string", "number", "boolean"]})]
#: A whole number from zero; a truth value, a fraction or a text is none.
Count = Annotated[StrictInt, Field(ge=0)]
#: In which key of a JSON Schema the kind of word is noted, to be replaced by the words that there are.
WORDS = "x-words"


class Part(BaseModel):
    """A mapping of a file. A key that nothing reads is refused: it would be believed to do something."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Part):
    """A text in both languages."""

    fa: Text
    en: Text

    def __getitem__(self, language: str) -> str:
        return str(getattr(self, language))


@dataclass(frozen=True, slots=True)
class Word:
    """Marks a text as a word that a list of ``models/reference`` must know; of a list, nothing is looked up."""

    kind: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), WORDS: self.kind}

    def _check(self, value: Any, info: core_schema.ValidationInfo) -> Any:
        known = info.context.known(self.kind) if isinstance(info.context, Vocabulary) else frozenset()
        if isinstance(value, str) and known and value not in known:
            hint = likely(value, sorted(known)) or f"; there is {', '.join(sorted(known))}"
            raise PydanticCustomError("unknown_word", "{told}", {"told": f"{value!r} is no {self.kind}{hint}"})
        return value


Unit = Annotated[str, Word("unit")]
Office = Annotated[str, Word("office")]
Theme = Annotated[str, Word("theme")]
Domain = Annotated[str, Word("domain")]
Indicator = Annotated[str, Word("indicator")]
Feed = Annotated[str, Word("feed")]
Area = Annotated[str, Word("area")]
Grade = Annotated[str, Word("grade")]
Cadence = Annotated[str, Word("cadence")]
CodeList = Annotated[str, Word("code list")]
#: The words that a column may hold, or the name of the code list that has them.
Codes = Annotated[list[str] | str, Word("code list")]
