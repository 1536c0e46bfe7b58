"""The catalogs of texts: found in code and templates, merged with what is translated, compiled."""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "aspa" / "locale"
LANGUAGES = ("fi", "sv", "en")
METHODS = [("**/tests/**", "ignore"), ("**/templates/**", "jinja2"), ("**.py", "python")]
OPTIONS = {"**/templates/**": {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true", "trimmed": "true"}}
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def fresh(language: str | None = None) -> Catalog:
    """Return an empty catalog; its head is the same every day, so that only texts change it."""
    day = datetime(2026, 11, 22, tzinfo=UTC)
    return Catalog(
        locale=language,
        project="Aspa",
        version="1",
        header_comment="# The texts of Aspa; brought up to date by scripts/translate.",
        creation_date=day,
        revision_date=day,
        last_translator="Aspa",
        language_team="Aspa",
        msgid_bugs_address="",
        charset="utf-8",
        fuzzy=False,
    )


def found() -> Catalog:
    """Return every text that code and templates show to people."""
    texts = fresh()
    for _path, _line, text, _comments, context in extract_from_dir(
        str(ROOT / "aspa"), METHODS, OPTIONS, keywords=KEYWORDS
    ):
        texts.add(text, context=context)
    return texts


def path_of(language: str, ending: str) -> Path:
    """Return where a language's catalog lies."""
    return LOCALE / language / "LC_MESSAGES" / f"django.{ending}"


def known(language: str) -> Catalog:
    """Return what is translated now."""
    path = path_of(language, "po")
    if not path.exists():
        return fresh(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def merged(language: str, texts: Catalog) -> Catalog:
    """Return a catalog of exactly these texts, with the translations there are."""
    old, new = known(language), fresh(language)
    for message in texts:
        if message.id:
            before = old.get(message.id, message.context)
            new.add(message.id, before.string if before else None, context=message.context)
    return new


def compiled(catalog: Catalog) -> bytes:
    """Return the catalog as programs read it."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def untranslated(catalog: Catalog) -> list[Message]:
    """Return the texts without a translation."""
    return [text for text in catalog if text.id and not all(text.string if text.pluralizable else [text.string])]


def main() -> int:
    """Write every catalog; end with 1 when texts wait for a translator."""
    texts, waiting = found(), 0
    for language in LANGUAGES:
        catalog = merged(language, texts)
        path_of(language, "po").parent.mkdir(parents=True, exist_ok=True)
        with path_of(language, "po").open("wb") as file:
            write_po(file, catalog, width=110, sort_output=True, omit_header=False, include_lineno=False)
        path_of(language, "mo").write_bytes(compiled(known(language)))
        missing = untranslated(catalog) if language != "en" else []
        waiting += len(missing)
        sys.stdout.write(f"{language}: {len(catalog)} texts, {len(missing)} wait for a translation\n")
        for text in missing:
            sys.stdout.write(f"    {text.id!r}\n")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
