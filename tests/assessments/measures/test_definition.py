"""Instrument definitions: what is refused, the canonical form, the text of the built-in knowledge test."""

import copy
import hashlib
import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from assessments.measures import definition
from assessments.measures.definition import DefinitionError, Fault

SOURCE = Path(definition.__file__).parent / "instruments" / "derechos-crianza.json"
ARTICLES = Counter(["1", "2", "2", "3", "9.3", "9.4", "12", "16", "18", "19", "20", "23", "28", "30", "31"])
KNOWLEDGE = definition.parse(SOURCE.read_bytes())


def raw_knowledge():
    return json.loads(SOURCE.read_text(encoding="utf-8"))


def faults(raw):
    with pytest.raises(DefinitionError) as refused:
        definition.parse(raw)
    return {(problem.path, problem.fault) for problem in refused.value.problems}


def sentences(form, language="es"):
    return [item.text.get(language) for item in KNOWLEDGE.items_of(form)]


def words(sentence):
    return re.findall(r"\w+", sentence.lower())


def syllables(word):
    """Count Spanish syllables: strong vowels part, weak ones join unless they carry an accent."""
    if word.isdecimal():
        return {"14": 3, "17": 4}[word]
    word = re.sub(r"qu|gu(?=[eiéí])", "k", word)
    word = re.sub(r"y(?=[aeiouáéíóú])", "x", word).replace("y", "i")
    count = 0
    for group in re.findall(r"(?:[aeiouáéíóúü]|(?<=[aeiouáéíóúü])h(?=[aeiouáéíóú]))+", word):
        strong = re.findall(r"[aeoáéóíú]", group)
        count += max(1, len(strong))
    return count


def inflesz(texts):
    """Szigriszt-Pazos readability on the INFLESZ scale; 80 and more is very easy."""
    spoken = [word for text in texts for word in words(text)]
    return 206.835 - 62.3 * sum(map(syllables, spoken)) / len(spoken) - len(spoken) / len(texts)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("niñez", 2),
        ("tía", 2),
        ("tiene", 2),
        ("juez", 1),
        ("quien", 1),
        ("ahora", 3),
        ("Estado", 3),
        ("leer", 2),
    ]
    + [("y", 1), ("ley", 1), ("ayuda", 3), ("guerra", 2), ("ciudad", 2), ("opinión", 3)],
)
def test_syllables_known_words_counted(word, count):
    assert syllables(word.lower()) == count


@pytest.mark.parametrize("form", ["A", "B"])
def test_knowledge_form_follows_blueprint(form):
    places = Counter(item.blueprint for item in KNOWLEDGE.items_of(form))

    articles = Counter({key.removeprefix("CRC "): n for key, n in places.items() if key.startswith("CRC ")})
    parenting = [key for key in places if key.startswith("parenting: ")]
    assert articles == ARTICLES
    assert len(parenting) == 5
    assert sum(places.values()) == 20


@pytest.mark.parametrize("form", ["A", "B"])
def test_knowledge_keys_balanced_and_unpredictable(form):
    keys = [item.key for item in KNOWLEDGE.items_of(form)]

    runs = [len(list(run)) for _, run in itertools.groupby(keys)]
    alternating = [len(list(run)) for single, run in itertools.groupby(runs, lambda n: n == 1) if single]
    assert Counter(keys) == {"si": 10, "no": 10}
    assert max(runs) <= 3
    assert max(alternating) <= 3


def test_knowledge_forms_answer_each_topic_the_other_way():
    keys = {
        form: Counter((item.blueprint, item.key) for item in KNOWLEDGE.items_of(form)) for form in ("A", "B")
    }

    turned = Counter({(place, {"si": "no", "no": "si"}[key]): n for (place, key), n in keys["A"].items()})
    assert keys["B"] == turned


@pytest.mark.parametrize("form", ["A", "B"])
def test_knowledge_link_ids_are_form_and_place(form):
    assert [item.link_id for item in KNOWLEDGE.items_of(form)] == [f"{form}{n:02}" for n in range(1, 21)]


@pytest.mark.parametrize(("form", "language"), list(itertools.product("AB", ["es", "en"])))
def test_knowledge_sentences_short_and_single(form, language):
    for sentence in sentences(form, language):
        assert 6 <= len(words(sentence.replace("'", ""))) <= 15, sentence
        assert sentence.endswith(".")
        assert sentence.count(".") == 1


@pytest.mark.parametrize("form", ["A", "B"])
def test_knowledge_very_easy_to_read(form):
    assert inflesz(sentences(form)) >= 80


def test_knowledge_avoids_offence_and_guilt():
    spoken = {word for form in "AB" for sentence in sentences(form) for word in words(sentence)}

    assert not {"delito", "culpa", "condena", "preso", "presa", "cárcel", "penal", "violencia"} & spoken


def test_knowledge_sentences_all_different():
    texts = [sentence for form in "AB" for sentence in sentences(form)]

    assert len(set(texts)) == 40


def test_knowledge_declares_what_it_is():
    assert (KNOWLEDGE.slug, KNOWLEDGE.version, KNOWLEDGE.licence) == (
        "derechos-crianza",
        "1.0.0",
        "CC-BY-4.0",
    )
    assert KNOWLEDGE.validated is False
    assert "not validated" in KNOWLEDGE.equivalences[0].why.get("en")
    assert {item.text.get("quy") for item in KNOWLEDGE.items} == {""}
    assert all("quy" in dict(item.text.entries) for item in KNOWLEDGE.items)


def test_parse_reads_own_canonical_json_back():
    written = definition.canonical_json(KNOWLEDGE)

    assert definition.parse(written) == KNOWLEDGE
    assert definition.canonical_json(definition.parse(written)) == written


def test_canonical_json_sorts_keys_and_wastes_no_space():
    written = definition.canonical_json(KNOWLEDGE)

    again = json.dumps(json.loads(written), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert written == again
    assert '"es":"Las niñas y los niños tienen los mismos derechos."' in written


def test_checksum_is_sha256_of_canonical_utf8():
    expected = hashlib.sha256(definition.canonical_json(KNOWLEDGE).encode("utf-8")).hexdigest()

    assert definition.checksum(KNOWLEDGE) == expected


def test_checksum_ignores_key_order_space_and_byte_order_mark():
    turned = {key: value for key, value in reversed(raw_knowledge().items())}
    source = b"\xef\xbb\xbf" + json.dumps(turned, indent=3).encode()

    assert definition.checksum(definition.parse(source)) == definition.checksum(KNOWLEDGE)


def test_checksum_notices_one_changed_letter():
    raw = raw_knowledge()
    raw["items"][0]["text"]["es"] += " "
    same = definition.checksum(definition.parse(raw))
    raw["items"][0]["text"]["es"] += "x"

    assert same == definition.checksum(KNOWLEDGE)
    assert definition.checksum(definition.parse(raw)) != same


@pytest.mark.parametrize("source", ["", "{", '{"a": 1, "a": 2}', '{"a": NaN}', b"\xff", "[" * 100_000])
def test_parse_refuses_what_is_not_json(source):
    assert faults(source) == {("", Fault.NOT_JSON)}


def test_parse_names_every_missing_key():
    required = [
        "slug",
        "version",
        "title",
        "author",
        "licence",
        "validated",
        "response_scales",
        "items",
        "scales",
    ]

    assert faults({}) == {(name, Fault.MISSING_KEY) for name in required}


def _edit(path, value):
    raw = copy.deepcopy(raw_knowledge())
    *steps, last = path
    place = raw
    for step in steps:
        place = place[step]
    place[last] = value
    return raw


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (["colour"], "red", ("colour", Fault.UNKNOWN_KEY)),
        (["validated"], 0, ("validated", Fault.WRONG_TYPE)),
        (["items"], "many", ("items", Fault.WRONG_TYPE)),
        (["items", 3, "text"], "plain", ("items[3].text", Fault.WRONG_TYPE)),
        (["items", 3, "text", "es"], 7, ("items[3].text.es", Fault.WRONG_TYPE)),
        (["scales", 0, "direction"], True, ("scales[0].direction", Fault.WRONG_TYPE)),
        (["slug"], "dos palabras", ("slug", Fault.BAD_NAME)),
        (["version"], "1.0", ("version", Fault.BAD_VERSION)),
        (["licence"], " ", ("licence", Fault.EMPTY_TEXT)),
        (["items", 3, "text", "es"], "", ("items[3].text", Fault.EMPTY_TEXT)),
        (["items", 3, "key"], "no_se", ("items[3].key", Fault.UNKNOWN_REFERENCE)),
        (["items", 3, "form"], "C", ("items[3].form", Fault.UNKNOWN_REFERENCE)),
        (["items", 3, "response_scale"], "likert", ("items[3].response_scale", Fault.UNKNOWN_REFERENCE)),
        (["items", 3, "kind"], "count", ("items[3].kind", Fault.BAD_CHOICE)),
        (["items", 3, "link_id"], "A03", ("items.A03", Fault.DUPLICATE)),
        (["items", 3, "key"], None, ("scales[0].items", Fault.MIXED_KEYS)),
        (["scales", 0, "method"], "median", ("scales[0].method", Fault.BAD_CHOICE)),
        (["scales", 0, "direction"], 0, ("scales[0].direction", Fault.BAD_CHOICE)),
        (
            ["scales", 0, "minimum_answered_percent"],
            0,
            ("scales[0].minimum_answered_percent", Fault.BAD_CHOICE),
        ),
        (["scales", 0, "prorate"], True, ("scales[0].prorate", Fault.KNOWLEDGE_PRORATED)),
        (["scales", 0, "reversed"], ["A01"], ("scales[0].reversed", Fault.KNOWLEDGE_REVERSED)),
        (["scales", 0, "items"], ["A01", "A02", "B01"], ("scales[0].items", Fault.UNEQUAL_FORMS)),
        (["scales", 0, "items"], ["A01", "B01", "Z01"], ("scales[0].items", Fault.UNKNOWN_REFERENCE)),
        (["equivalences", 0, "forms"], ["A", "C"], ("equivalences[0].forms", Fault.UNKNOWN_REFERENCE)),
        (["structure_only"], True, ("items[0].text", Fault.TEXT_IN_STRUCTURE)),
        (
            ["response_scales", 0, "options", 1, "code"],
            "dont_know",
            ("response_scales[0].options[1].code", Fault.BAD_NAME),
        ),
        (
            ["response_scales", 0, "options", 2, "value"],
            0,
            ("response_scales[0].options.0", Fault.DUPLICATE),
        ),
    ],
)
def test_parse_names_the_fault_and_its_place(path, value, expected):
    assert expected in faults(_edit(path, value))


def test_parse_scale_without_proration_demands_every_item():
    raw = _edit(["scales", 0, "minimum_answered_percent"], 80)
    for item in raw["items"]:
        del item["key"]

    assert faults(raw) == {("scales[0].prorate", Fault.PARTIAL_NOT_PRORATED)}
    raw["scales"][0]["minimum_answered_percent"] = 100
    assert definition.parse(raw).scales[0].prorate is False
