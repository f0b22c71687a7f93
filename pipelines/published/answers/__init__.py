"""What programs and assistants may ask of a published version, and the answers with all that has to be said of them."""

from pipelines.published.answers.answers import Answers
from pipelines.published.answers.choosing import Choice
from pipelines.published.answers.searching import nearest, rank, squeezed
from pipelines.published.answers.words import AnswerRefused, Words, read_words

__all__ = ["AnswerRefused", "Answers", "Choice", "Words", "nearest", "rank", "read_words", "squeezed"]
