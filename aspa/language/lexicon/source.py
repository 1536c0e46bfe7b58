"""What a lexicon is made from: every form that simplemma's dictionary of a language knows, with its base form."""

from importlib.metadata import version

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

LANGUAGES = ("fi", "sv", "en")


def dictionary(language: str) -> dict[str, str]:
    """Return form -> base form; Finnish has three and a half million, half a gigabyte while they are held."""
    bases: dict[str, str] = {}
    found = DefaultDictionaryFactory(cache_max_size=1).get_dictionary(language)
    return {form: bases.setdefault(base, base) for form, base in found.items()}


def is_common(word: str) -> bool:
    """Tell whether a word is written in small letters only: no name, nothing with a hyphen."""
    return word.isalpha() and word.islower()


def edition() -> str:
    """Return which edition of the dictionaries is installed."""
    return version("simplemma")
