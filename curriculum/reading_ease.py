"""Measures how easily a text reads: INFLESZ in Spanish, Flesch in English, nothing elsewhere. PURE.

INFLESZ is the perspicuity index of Szigriszt-Pazos (1993), 206.835 - 62.3 syllables per word - words per
sentence, read on the scale of Barrio-Cantalejo (2008). It counts long words and long sentences; it knows
nothing of meaning, and it was never made for Quechua.
"""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from curriculum.audience import Reader, visible_fields

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?…]+(?=[\s»”\"')\]]|$)|\n+")
BLOCK_END = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
TAG = re.compile(r"<[^>]+>")
VOWELS = re.compile(r"[aeiouáéíóúü]+")
SILENT = re.compile(r"qu|gu(?=[eiéí])|(?<!c)h")
GLIDE_Y = re.compile(r"y(?![aeiouáéíóú])")
STRONG = frozenset("aeoáéó")
STRESSED_WEAK = frozenset("íú")
ENGLISH_GROUPS = re.compile(r"[aeiouy]+")
NOT_RUNNING_TEXT = frozenset({"image", "file", "alt_text", "channels", "minutes"})


class Level(StrEnum):
    VERY_DIFFICULT = "very_difficult"
    SOMEWHAT_DIFFICULT = "somewhat_difficult"
    NORMAL = "normal"
    FAIRLY_EASY = "fairly_easy"
    VERY_EASY = "very_easy"


@dataclass(frozen=True)
class Ease:
    """The index, rounded to one decimal, and the word that the scale has for it."""

    value: float
    level: Level


@dataclass(frozen=True)
class Scale:
    """A language's formula and the least value of each level above the first."""

    syllables: Callable[[str], int]
    per_word: float
    per_sentence: float
    steps: tuple[float, float, float, float]


def spanish_syllables(word: str) -> int:
    """Count the syllables of a Spanish word by its spelling.

    Two strong vowels part (a-é-re-o), a stressed weak vowel parts from a strong one (dí-a, ma-íz), two
    different weak vowels stay together (ciu-dad, cuí-da-te), and an h between vowels changes nothing.
    """
    sounded = GLIDE_Y.sub("i", SILENT.sub(_silenced, word.lower()))
    return max(1, sum(map(_nuclei, VOWELS.findall(sounded))))


def _silenced(found: re.Match[str]) -> str:
    return {"qu": "q", "gu": "g"}.get(found.group(), "")


def _nuclei(vowels: str) -> int:
    """How many syllables a run of neighbouring vowels makes."""
    strong = sum(vowel in STRONG for vowel in vowels)
    if strong:
        return strong + sum(vowel in STRESSED_WEAK for vowel in vowels)
    return 2 if vowels in ("ii", "uu", "ií", "uú") else 1


def english_syllables(word: str) -> int:
    """Count the groups of vowels of an English word, without a silent e at its end."""
    lower = word.lower()
    groups = len(ENGLISH_GROUPS.findall(lower))
    silent = lower.endswith("e") and not lower.endswith(("le", "ee", "ye"))
    return max(1, groups - silent)


SCALES: Mapping[str, Scale] = {
    "es": Scale(spanish_syllables, per_word=62.3, per_sentence=1.0, steps=(40, 55, 65, 80)),
    "en": Scale(english_syllables, per_word=84.6, per_sentence=1.015, steps=(30, 60, 70, 80)),
}


def ease(text: str, language: str) -> Ease | None:
    """Return how easily a text reads; nothing without words or in a language that has no formula."""
    scale = SCALES.get(language.split("-")[0])
    sentences = [words for part in SENTENCE_END.split(text) if (words := WORD.findall(part))]
    if scale is None or not sentences:
        return None
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(map(scale.syllables, words))
    per_word = scale.per_word * syllables / len(words)
    value = round(206.835 - per_word - scale.per_sentence * len(words) / len(sentences), 1)
    return Ease(value, level_of(value, scale.steps))


def level_of(value: float, steps: tuple[float, float, float, float]) -> Level:
    """Name a value on a scale; exactly the highest step is still fairly easy, as the scale has it."""
    passed = sum(value >= step for step in steps[:3]) + (value > steps[3])
    return tuple(Level)[passed]


def text_of(markup: str) -> str:
    """Return the words of a rich text, each paragraph and list item on its own line."""
    return html.unescape(TAG.sub("", BLOCK_END.sub("\n", markup)))


def word_count(markup: str) -> int:
    """How many words a rich text has."""
    return len(WORD.findall(text_of(markup)))


def participants_text(parts: Iterable[Mapping[str, Any]]) -> str:
    """Return what participants read of a lesson's parts; sources are looked up, not read through."""
    texts = []
    for part in parts:
        if part["type"] == "sources":
            continue
        shown = visible_fields(part["type"], part["value"], Reader.PARTICIPANT)
        texts += [text for name in shown if name not in NOT_RUNNING_TEXT for text in _strings(shown[name])]
    return "\n".join(map(text_of, texts))


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [text for item in value for text in _strings(item)] if isinstance(value, list) else []
