"""What a treebank can tell: search terms, passives, and hard texts against easy ones."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from aspa.language.evaluation import beside
from aspa.language.evaluation.measures import auc, f1, mean
from aspa.language.evaluation.row import Beside, Row, best
from aspa.language.finnish.passive import is_passive
from aspa.language.plain import difficulty
from aspa.language.words import analyze, query_terms

SKIPPED = {"PUNCT", "SYM", "NUM", "X"}
WORD = re.compile(r"[a-zåäöšž]+(?:-[a-zåäöšž]+)*")
HARD, EASY = set("jet"), set("bf")  # UD Finnish-TDT: legislation, parliament, finance; blogs, fiction
BLOCK = 5  # sentences
FEATURES = 5  # the place of a word's features in its line
JOINT = "#"  # between the parts of a compound, in lemmas
PASSIVE_BY_ENDS = re.compile(r"\w+(?:taan|tään|daan|dään|[lnr]aan|[lnr]ään|tiin|taisiin|täisiin|taneen|täneen)")
MEASURES = "sentences with a base form, macro-F1", "sentences with a part of a compound, macro-F1"
AIMS = 0.9, 0.8

Terms = Callable[[str, str], list[str]]


class Token(NamedTuple):
    """A word of a treebank."""

    form: str
    lemma: str
    kind: str
    features: str

    @property
    def base(self) -> str:
        """Its base form."""
        return self.lemma.lower().replace(JOINT, "")

    @property
    def parts(self) -> list[str]:
        """The parts of a compound; none of any other word."""
        return self.lemma.lower().split(JOINT) if JOINT in self.lemma else []

    @property
    def is_finite_passive(self) -> bool:
        """Whether it is a finite passive verb, as in *lähetetään*; *ei lähetetä* is none."""
        wanted = "Voice=Pass" in self.features and "VerbForm=Fin" in self.features
        return wanted and "Connegative" not in self.features


class Sentence(NamedTuple):
    """A sentence of a treebank; the first letter of its id tells where it comes from."""

    id: str
    text: str
    tokens: list[Token]


def read(text: str) -> list[Sentence]:
    """Return the sentences of a text in CoNLL-U (universaldependencies.org/format.html)."""
    return [_sentence(block.splitlines()) for block in text.split("\n\n") if block.strip()]


def _sentence(lines: Sequence[str]) -> Sentence:
    told = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
    fields = [line.split("\t") for line in lines if not line.startswith("#")]
    tokens = [
        Token(one[1], one[2], one[3], one[FEATURES]) for one in fields if one[0].isdigit() and len(one) > FEATURES
    ]
    return Sentence(told.get("sent_id", ""), told.get("text", ""), tokens)


def measured(sentences: Sequence[Sentence]) -> Iterator[Row]:
    """Give what a Finnish treebank tells; hard texts against easy ones only where it marks these as TDT does."""
    yield from _search_terms(sentences)
    yield _passives(sentences)
    hard, easy = blocks(sentences, HARD), blocks(sentences, EASY)
    if hard and easy:
        ours = auc([difficulty(" ".join(one), "fi") for one in hard], [difficulty(" ".join(one), "fi") for one in easy])
        lix = Beside("LIX", auc(list(map(beside.lix, hard)), list(map(beside.lix, easy))))
        yield Row("plain", "fi", "laws and finance above blogs and fiction, AUC", ours, lix, 0.94)


def blocks(sentences: Sequence[Sentence], sources: set[str]) -> list[list[str]]:
    """Return texts of five sentences that follow each other in one document, of some sources."""
    documents: dict[str, list[str]] = defaultdict(list)
    for one in sentences:
        if one.id[:1] in sources:
            documents[one.id.partition(".")[0]].append(one.text)
    return [said[at : at + BLOCK] for said in documents.values() for at in range(0, len(said) - BLOCK + 1, BLOCK)]


def _passives(sentences: Sequence[Sentence]) -> Row:
    tokens = [token for sentence in sentences for token in sentence.tokens]

    def figure(tells: Callable[[str], bool]) -> float:
        told = [tells(token.form.lower()) for token in tokens]
        right = sum(given and token.is_finite_passive for given, token in zip(told, tokens, strict=True))
        return f1(right, sum(told), sum(token.is_finite_passive for token in tokens))

    by_ends = Beside("regex of endings", figure(lambda form: PASSIVE_BY_ENDS.fullmatch(form) is not None))
    return Row("plain", "fi", "finite passives, F1", figure(is_passive), by_ends, 0.95)


def _search_terms(sentences: Sequence[Sentence]) -> Iterator[Row]:
    right, texts = having(sentences), [sentence.text for sentence in sentences]
    for measure, aim, queries in zip(MEASURES, AIMS, sought(sentences), strict=True):
        wanted = {query: right[query] for query in queries}
        others = best(
            Beside("simplemma", found_f1(texts, wanted, beside.lemmas, beside.lemmas)),
            Beside("simplemma and words themselves", found_f1(texts, wanted, _itself, beside.lemmas_and_forms)),
            Beside("PyStemmer", found_f1(texts, wanted, beside.stems, beside.stems)),
        )
        yield Row("words", "fi", measure, found_f1(texts, wanted, query_terms, analyze), others, aim)


def _itself(query: str, _language: str) -> list[str]:
    return [query]


def having(sentences: Sequence[Sentence]) -> dict[str, set[int]]:
    """Return each base form, and each part of a compound, with the sentences that have it."""
    found: dict[str, set[int]] = defaultdict(set)
    for at, sentence in enumerate(sentences):
        for token in sentence.tokens:
            if token.kind not in SKIPPED:
                for term in (token.base, *token.parts):
                    found[term].add(at)
    return found


def sought(sentences: Sequence[Sentence]) -> tuple[list[str], list[str]]:
    """Return what is searched: all base forms, and all parts of compounds."""
    tokens = [token for sentence in sentences for token in sentence.tokens if token.kind not in SKIPPED]
    bases = dict.fromkeys(token.base for token in tokens)
    parts = dict.fromkeys(part for token in tokens for part in token.parts)
    return [word for word in bases if _is_word(word)], [word for word in parts if _is_word(word)]


def _is_word(word: str) -> bool:
    return len(word) > 1 and WORD.fullmatch(word) is not None


def found_f1(texts: Sequence[str], wanted: dict[str, set[int]], of_query: Terms, of_text: Terms) -> float:
    """Return the mean F1 of the texts that each query finds."""
    index: dict[str, set[int]] = defaultdict(set)
    for at, text in enumerate(texts):
        for term in of_text(text, "fi"):
            index[term].add(at)
    return mean(_f1_of(_union(index, of_query(query, "fi")), right) for query, right in wanted.items())


def _union(index: dict[str, set[int]], terms: Iterable[str]) -> set[int]:
    return set().union(*(index.get(term, set()) for term in terms))


def _f1_of(found: set[int], right: set[int]) -> float:
    return f1(len(found & right), len(found), len(right))
