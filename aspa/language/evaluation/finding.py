"""Words that find each other, and questions that find their article."""

from collections.abc import Callable, Sequence

from aspa.language import search as ranking
from aspa.language.evaluation import beside
from aspa.language.evaluation.held_out import LANGUAGES, Article, Asked, Pair
from aspa.language.evaluation.measures import mean, reciprocal_rank, share
from aspa.language.evaluation.row import Beside, Row, best
from aspa.language.words import analyze, query_terms

Terms = Callable[[str, str], list[str]]
AIM, ABOVE = 0.97, 1.1  # of pairs; and of a ranking, how far above plain base forms


def words(pairs: Sequence[Pair]) -> list[Row]:
    """Tell how often a searched word finds what it should, and nothing else."""
    return [_of_words([pair for pair in pairs if pair.language == language], language) for language in LANGUAGES]


def _of_words(pairs: Sequence[Pair], language: str) -> Row:
    others = best(
        Beside("simplemma, same base form", _right(pairs, beside.lemmas, beside.lemmas)),
        Beside("PyStemmer, same stem", _right(pairs, beside.stems, beside.stems)),
    )
    return Row("words", language, "pairs told rightly", _right(pairs, query_terms, analyze), others, AIM)


def _right(pairs: Sequence[Pair], of_query: Terms, of_text: Terms) -> float:
    """How many pairs are told rightly by whether a query and a text share a term."""
    return share(
        bool({*of_query(pair.query, pair.language)} & {*of_text(pair.text, pair.language)}) == pair.match
        for pair in pairs
    )


def search(articles: Sequence[Article], asked: Sequence[Asked]) -> list[Row]:
    """Tell how high the article stands that answers a question."""
    texts = [f"{article.title}. {article.text}" for article in articles]
    places = {article.id: place for place, article in enumerate(articles)}
    indexed = [beside.lemmas(text, "fi") for text in texts]

    def by_lemmas(question: str) -> list[int]:
        scores = ranking.ranked(beside.lemmas(question, "fi"), indexed)
        return sorted(scores, key=lambda at: (-scores[at], at))

    def rank(find: Callable[[str], list[int]]) -> float:
        return mean(reciprocal_rank(find(one.question), places[one.article]) for one in asked)

    ours = rank(lambda question: ranking.search(question, texts, "fi"))
    theirs = rank(by_lemmas)
    return [Row("search", "fi", "mean reciprocal rank", ours, Beside("BM25 over simplemma", theirs), ABOVE * theirs)]
