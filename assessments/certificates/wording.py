"""What a certificate may say, and how a name is hidden and compared on the public page."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

MAX_TYPED = 200
# Stands where a name was taken out: a word of its own, so that its neighbours do not become one phrase.
GAP = "0"

_APOSTROPHES = re.compile("['`\u00b4\u2018\u2019\u02bc]")
_BROKEN_LINE = re.compile(r"(?<=[^\W\d_])[-\u2010]\s*\n\s*(?=[^\W\d_])")
_ACRONYM = re.compile(r"(?<![^\W_])(?:[^\W_]\.){2,}[^\W_]?(?![^\W_])")
_WORD = re.compile(r"[^\W_]+")
# Quechua hangs its cases on the word, on a loan as well: carcelpi, penalmanta, internokunapaq.
_ENDINGS = "(?:kuna|pi|manta|man|paq|pas|pa|ta|wan|kama|rayku|lla|qa|mi|si|yuq|nchik|nku|chu|p|m|s){0,4}"


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in re.split(r"[|\n]", words) if word.strip())


# Words that tell where a certificate was earned (DOMAIN rule 11). A certificate is shown to an employer, a
# school, a judge: a false alarm costs a rewording, a miss costs a person. So the list prefers the alarm, and
# a setting replaces it. Sources: es - Peru's Código de Ejecución Penal (D. Leg. 654: "interno",
# "establecimiento penitenciario", "beneficios penitenciarios") and everyday words; en - the Nelson Mandela
# Rules and everyday words; qu - the compounds with "wasi" (house), the participles for somebody locked up or
# bound, the chronicles' "sankay" and loans (apostrophes are ignored); a speaker of the programme's variety
# should read the Quechua list before it is relied on.
# Left out on purpose, because a lesson's title may need them: familia, libertad alone, derecho, custodia,
# pena alone (also grief), wata (year), hucha (also fault, or business).
# The issuer adds the facility's own names (internal name, code, units): this list holds no place.
FORBIDDEN_WORDS: Mapping[str, tuple[str, ...]] = {
    "es": _listed(
        """
        cárcel|cárceles|carcelario|carcelaria|carcelarios|carcelarias|carcelero|carcelera|encarcelado|encarcelada
        encarcelados|encarceladas|encarcelamiento|excarcelado|excarcelada|excarcelación|prisión|prisiones
        prisionero|prisionera|prisioneros|prisioneras|penal|penales|penitenciario|penitenciaria|penitenciarios
        penitenciarias|presidio|presidiario|presidiaria|presidiarios|presidiarias|preso|presa
        presos|presas|recluso|reclusa|reclusos|reclusas|reclusión|recluido|recluida|recluidos|recluidas
        interno|interna|internos|internas|reo|reos|condenado|condenada|condenados|condenadas|sentenciado
        sentenciada|sentenciados|sentenciadas|procesado|procesada|procesados|procesadas|detenido|detenida
        detenidos|detenidas|calabozo|celda|celdas|pabellón|pabellones|delito|delitos|delincuente|delincuentes
        reformatorio|resocialización|rehabilitación social|medio libre|medio cerrado|redención de pena
        privado de libertad|privada de libertad|privados de libertad|privadas de libertad
        privado de su libertad|privada de su libertad|privados de su libertad|privadas de su libertad
        privación de libertad|privación de la libertad|INPE|PPL
        """
    ),
    "qu": _listed(
        """
        karsil|watay wasi|watana wasi|wata wasi|wataywasi|watanawasi|watawasi|wichqana wasi
        wichqay wasi|wichqanawasi|wisq'ana wasi|wisq'ay wasi|wichqasqa|wisq'asqa
        watasqa|sankay|samka wasi|samkawasi|presu
        """
    ),
    "en": _listed(
        """
        prison|prisons|prisoner|prisoners|imprisoned|imprisonment|jail|jails|jailed|gaol|inmate|inmates|penal
        penitentiary|correctional|corrections|detention|detained|detainee|detainees|incarcerated|incarceration
        convict|convicts|convicted|felon|felony|offender|offenders|parole|custodial|behind bars
        """
    ),
}
DEFAULT_WORDS = tuple(word for words in FORBIDDEN_WORDS.values() for word in words)


def plain(text: str) -> str:
    """The words of a text for comparing: small letters, no accents, hidden hyphens or punctuation."""
    joined = _BROKEN_LINE.sub("", _APOSTROPHES.sub("", text))
    spelt = unicodedata.normalize("NFKD", joined).casefold()
    bare = "".join(sign for sign in spelt if unicodedata.category(sign) not in {"Mn", "Cf"})
    whole = _ACRONYM.sub(lambda found: found[0].replace(".", ""), bare)
    return " ".join(_WORD.findall(whole))


def forbidden_words(text: str, words: Sequence[str] = DEFAULT_WORDS) -> tuple[str, ...]:
    """The forbidden words that stand in the text, as they are listed; empty when it betrays nothing.

    Whole words, blind to accents and capitals, with Quechua endings. Give it the text that
    `without_name` returns: a surname may be a forbidden word.
    """
    pattern, listed = _search_for(tuple(words))
    found = {listed[hit["word"]] for hit in pattern.finditer(plain(text))}
    return tuple(word for word in dict.fromkeys(words) if word in found)


def without_name(text: str, name: str, times: int = 1) -> str:
    """The words of the text with the whole printed name taken out, at most as often as it is printed.

    Only the name as a whole: taking out each of its words would hide a forbidden word elsewhere from the
    check whenever somebody is called like it.
    """
    words, person = plain(text), plain(name)
    if not person or times < 1:
        return words
    return re.sub(rf"(?<!\S){re.escape(person)}(?!\S)", GAP, words, count=times)


def mask(name: str) -> str:
    """The name as the public page shows it: "Juan Quispe" is "J*** Q*****"."""
    return " ".join(_masked(word) for word in unicodedata.normalize("NFC", name).split())


def same_name(printed: str, typed: str) -> bool:
    """Whether the typed name is the printed one; accents, capitals, spaces and hyphens are ignored."""
    if len(typed) > MAX_TYPED:
        return False
    wanted = plain(printed).replace(" ", "")
    return bool(wanted) and wanted == plain(typed).replace(" ", "")


def _masked(word: str) -> str:
    return word[0] + "*" * (len(word) - 1) if len(word) > 1 else "*"


@lru_cache(maxsize=16)
def _search_for(words: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    listed = {plain(word): word for word in reversed(words) if plain(word)}
    longest_first = sorted(listed, key=len, reverse=True)
    either = "|".join(re.escape(word) for word in longest_first) or "(?!)"
    return re.compile(rf"(?<!\S)(?P<word>{either}){_ENDINGS}(?!\S)"), listed
