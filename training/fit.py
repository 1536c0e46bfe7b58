"""Linear models fitted, and packed as `aspa.language.weighing.model` reads them."""

import json
import lzma
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression

from aspa.language.text import Text
from aspa.language.weighing.features import PLACES
from aspa.language.weighing.model import NORM
from aspa.language.weighing.table import MIDDLE
from training.data import Example
from training.matrices import counts, denses, rarity, scaled

LEVELS = 2000  # a weight is one of so many on either side; more would make the file larger and nothing better


class Fitted(NamedTuple):
    """A model: its answers, and for each its bias, its weights by place in both tables, and of dense features."""

    name: str
    answers: list[str]
    bias: np.ndarray
    pieces: np.ndarray
    meanings: np.ndarray
    dense: np.ndarray


class Corpus:
    """All texts that rarity is counted over."""

    def __init__(self, texts: Sequence[Text]) -> None:
        pieces, meanings = counts(texts)
        self.rare = rarity(pieces), rarity(meanings)

    def rows(self, texts: Sequence[Text]) -> tuple[csr_matrix, csr_matrix]:
        """Return both kinds of rows of some texts."""
        found = counts(texts)
        return scaled(found[0], self.rare[0]), scaled(found[1], self.rare[1])


def texts_of(examples: Sequence[Example]) -> list[Text]:
    """Return the texts of examples."""
    return [Text.of(example.text, example.language) for example in examples]


def fit(name: str, examples: Sequence[Example], corpus: Corpus, *, strength: float, of_dense: Sequence[int]) -> Fitted:
    """
    Fit a logistic regression.

    Args:
        strength: how closely it may follow the examples.
        of_dense: which dense features it looks at.
    """
    texts = texts_of(examples)
    labels = np.array([example.label for example in examples])
    pieces, meanings = corpus.rows(texts)
    ratio = _ratio(hstack([pieces, meanings]).tocsr(), labels) if len(set(labels)) == 2 else np.ones(2 * PLACES)
    seen = np.zeros(denses(texts).shape[1])
    seen[list(of_dense)] = 1
    matrix = hstack([hstack([pieces, meanings]) @ diags(ratio), csr_matrix(denses(texts) * seen)])
    model = LogisticRegression(C=strength, max_iter=5000, class_weight="balanced" if name == "mood" else None)
    model.fit(matrix, labels)
    answers = list(model.classes_)
    weights, bias = model.coef_, model.intercept_
    if len(answers) == 2:  # one row tells both: keep the answer that it speaks for
        answers, weights = answers[1:], weights
    sparse = weights[:, : 2 * PLACES] * ratio
    rare = np.concatenate(corpus.rare)
    sparse = sparse * rare
    return Fitted(name, answers, bias, sparse[:, :PLACES], sparse[:, PLACES:], weights[:, 2 * PLACES :] * seen)


def _ratio(matrix: csr_matrix, labels: np.ndarray) -> np.ndarray:
    """How one-sided each place is among two answers, half mixed with no opinion (Wang & Manning 2012, NB-SVM)."""
    first = labels == sorted(set(labels))[1]
    binary = (matrix > 0).astype(float)
    for_it, against = (1 + np.asarray(binary[rows].sum(axis=0)).ravel() for rows in (first, ~first))
    ratio = np.abs(np.log((for_it / for_it.sum()) / (against / against.sum())))
    return 0.5 * ratio.mean() + 0.5 * ratio


def packed(models: Sequence[Fitted], corpus: Corpus) -> bytes:
    """Return models as one file."""
    columns = [NORM] + [f"{model.name}:{answer}" for model in models for answer in model.answers]
    tables, scales = [], []
    for at in (0, 1):
        weights = np.vstack([corpus.rare[at][None, :] ** 2] + [(m.pieces, m.meanings)[at] for m in models])
        scale = np.maximum(np.abs(weights).max(axis=1), 1e-9) / LEVELS
        tables.append((np.rint(weights / scale[:, None]) + MIDDLE).astype("<u2").T.tobytes())
        scales.append([float(one) for one in scale])
    told = {
        "columns": columns,
        "scales": scales,
        "models": {
            model.name: [
                {"name": answer, "bias": float(bias), "dense": [float(one) for one in dense]}
                for answer, bias, dense in zip(model.answers, model.bias, model.dense, strict=True)
            ]
            for model in models
        },
    }
    return lzma.compress(json.dumps(told).encode() + b"\n" + b"".join(tables), preset=9)
