"""Texts as rows of numbers, exactly as `aspa.language.weighing` adds them up."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, diags

from aspa.language.text import Text
from aspa.language.weighing.features import PLACES, distinct, meanings, neighbours, pieces
from aspa.language.weighing.model import dense


def counts(texts: Sequence[Text]) -> tuple[csr_matrix, csr_matrix]:
    """Return how often each place comes in each text: pieces of words, and meanings with neighbours."""
    piece_rows = [[place for word in distinct(text.words) for place in pieces(word.form)] for text in texts]
    meaning_rows = [
        [place for word in distinct(text.words) for place in meanings(word)] + list(neighbours(text.words))
        for text in texts
    ]
    return _matrix(piece_rows), _matrix(meaning_rows)


def rarity(matrix: csr_matrix) -> np.ndarray:
    """Return how rare each place is: the logarithm of texts by texts that have it, plus one (inverse frequency)."""
    texts = matrix.shape[0]
    having = np.asarray((matrix > 0).sum(axis=0)).ravel()
    return np.log((1 + texts) / (1 + having)) + 1


def scaled(matrix: csr_matrix, rare: np.ndarray) -> csr_matrix:
    """Return rows weighed by rarity and divided by the root of their summed squares."""
    length = np.sqrt(np.maximum(np.asarray(matrix @ (rare**2)).ravel(), 1e-9))
    return (diags(1 / length) @ matrix @ diags(rare)).tocsr()


def denses(texts: Sequence[Text]) -> np.ndarray:
    """Return the dense features of each text."""
    return np.array([dense(text) for text in texts])


def _matrix(rows: list[list[int]]) -> csr_matrix:
    ends = np.cumsum([0] + [len(row) for row in rows])
    places = np.array([place for row in rows for place in row], dtype=np.int64)
    matrix = csr_matrix((np.ones(len(places)), places, ends), shape=(len(rows), PLACES))
    matrix.sum_duplicates()
    return matrix
