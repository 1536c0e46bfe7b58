"""Founding brands, saying at which addresses they hear, and setting how they write and look."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aspa.brands import colours, pictures, queries
from aspa.brands.models import LANGUAGES, Address, Brand, Logo, Organisation
from aspa.history import verbs as history
from aspa.kit import addresses, walls
from aspa.kit.errors import Refused
from aspa.kit.lines import one_line
from aspa.kit.naming import named
from aspa.kit.taken import or_taken


class AddressTaken(Refused):
    """Another brand already hears at this address."""

    code = "address_taken"


class BrandOpen(Refused):
    """The organisation serves under this name already."""

    code = "brand_open"


class BadAddress(Refused):
    """This is no e-mail address, or one whose plus-tag would be mistaken for a case."""

    code = "bad_address"


class BadGreeting(Refused):
    """A greeting that would greet nobody, or that holds something nothing is put into."""

    code = "bad_greeting"


class UnknownLanguage(Refused):
    """Aspa does not speak this language."""

    code = "unknown_language"


class BadPromise(Refused):
    """Nobody can answer within this time, or nobody would wait for it."""

    code = "bad_promise"


class LogoGone(Refused):
    """Only so many former logos are kept."""

    code = "logo_gone"


SETTINGS = {
    "name",
    "signature",
    "language",
    "answers_within",
    "acknowledges",
    "tone",
    "greetings",
    "asks_next",
    "colour",
    "logo",
}
FORMER = 10  # logos of a brand that are kept beside the one shown, so that it can be set back
LONGEST_WAIT = timedelta(hours=400)  # of working time: ten weeks in an office


@transaction.atomic
def found(name: str, *, brand: str, address: str, language: str, at: datetime, key: int = 0) -> Brand:
    """
    Found an organisation with its first brand and the address at which it hears.

    Args:
        key: what `queries.new_key` returned, where whoever calls this has more to do within the organisation.

    Raises NameNeeded, UnknownLanguage, BadAddress and AddressTaken.
    """
    key = key or queries.new_key()
    with walls.within(key):
        return _found(key, named(name), brand=brand, address=address, language=language, at=at)


def _found(key: int, name: str, *, brand: str, address: str, language: str, at: datetime) -> Brand:
    organisation = Organisation.objects.create(pk=key, name=name)
    history.record(
        "organisation.founded", organisation_id=organisation.id, subject_id=organisation.id, actor="aspa", at=at
    )
    return open_brand(organisation, name=brand, address=address, language=language, by="aspa", at=at)


@transaction.atomic
def open_brand(organisation: Organisation, *, name: str, address: str, language: str, by: str, at: datetime) -> Brand:
    """
    Open one more brand of an organisation, hearing at `address`; `reception.founding.open_brand` opens one that is
    ready to serve, with hours and a queue.

    Raises NameNeeded, UnknownLanguage, BrandOpen, BadAddress and AddressTaken.
    """
    brand, is_new = Brand.objects.get_or_create(
        organisation=organisation, name=named(name), defaults={"language": spoken(language)}
    )
    if not is_new:
        raise BrandOpen(_("There is a brand of this name already."))
    _record("brand.opened", brand, by=by, at=at)
    hear_at(brand, address=address, by=by, at=at)
    return brand


class Change(TypedDict, total=False):
    """What an administrator sets of a brand; `answers_within` is the working time in which a contact is answered."""

    name: str | None
    signature: str | None
    language: str | None
    answers_within: timedelta | None
    acknowledges: bool | None
    colour: str | None


@transaction.atomic
def change(brand: Brand, *, by: str, at: datetime, **wish: Unpack[Change]) -> Brand:
    """
    Change what a brand is called, how it writes and looks and what it promises; promises already given stand as they
    are.

    What is left out or None stays as it is then, also where somebody else changes it at the same time.

    Raises NameNeeded, NameTaken, UnknownLanguage, BadPromise, BadColour and ColourTooLight.
    """
    name, signature, language = wish.get("name"), wish.get("signature"), wish.get("language")
    answers_within, colour = wish.get("answers_within"), wish.get("colour")
    if answers_within is not None and not timedelta(0) < answers_within <= LONGEST_WAIT:
        raise BadPromise(
            _("Promise an answer within 1 to %(most)s hours.") % {"most": LONGEST_WAIT // timedelta(hours=1)}
        )
    said = {
        "name": name if name is None else named(name),
        "signature": signature if signature is None else signature.replace("\x00", "").replace("\r\n", "\n").strip(),
        "language": language if language is None else spoken(language),
        "answers_within": answers_within,
        "acknowledges": wish.get("acknowledges"),
        "colour": colour if colour is None else colours.read(colour),
    }
    return _set(brand, {name: value for name, value in said.items() if value is not None}, by=by, at=at)


@transaction.atomic
def speak(
    brand: Brand, *, tone: str, greetings: Mapping[str, Sequence[str]], asks_next: bool, by: str, at: datetime
) -> Brand:
    """
    Say how a brand speaks: its tone, how it greets and ends, and whether a reply must say what comes next.

    Args:
        greetings: language -> greeting with `{name}` in it, greeting without a name, closing; "" is ours.

    Raises UnknownLanguage, and BadGreeting where a greeting by name names nobody.
    """
    kept: dict[str, list[str]] = {}
    for language, words in greetings.items():
        named, plain, closing = (one_line(each)[:200] for each in words)
        if named and "{name}" not in named:
            raise BadGreeting(_("Write {name} where the customer's name stands."))
        if "{" in named.replace("{name}", "") + plain + closing:
            raise BadGreeting(_("Only {name} is put into a greeting."))
        if named or plain or closing:
            kept[spoken(language)] = [named, plain, closing]
    facts = {"tone": tone.replace("\x00", "").replace("\r\n", "\n").strip(), "greetings": kept, "asks_next": asks_next}
    return _set(brand, facts, by=by, at=at)


@transaction.atomic
def put_logo(brand: Brand, *, picture: bytes, by: str, at: datetime) -> Brand:
    """
    Show a picture beside the brand's name; nothing happens where it shows it already.

    Raises PictureTooLarge, DrawnPicture, MovingPicture and NotAPicture.
    """
    found, key = pictures.read(picture), sha256(picture).hexdigest()
    brand.refresh_from_db(from_queryset=Brand.objects.select_for_update(no_key=True))
    facts = {"width": found.width, "height": found.height, "content_type": found.content_type, "data": picture}
    Logo.objects.get_or_create(brand=brand, sha256=key, defaults={"organisation_id": brand.organisation_id, **facts})
    former = Logo.objects.filter(brand=brand).exclude(sha256__in={key, brand.logo}).order_by("-id")
    Logo.objects.filter(id__in=list(former.values_list("id", flat=True)[FORMER:])).delete()
    return _set(brand, {"logo": key}, by=by, at=at)


@transaction.atomic
def take_logo(brand: Brand, *, by: str, at: datetime) -> Brand:
    """Show no logo; nothing happens where there is none."""
    return _set(brand, {"logo": ""}, by=by, at=at)


@transaction.atomic
def set_back(brand: Brand, told: Mapping[str, Any], *, by: str, at: datetime) -> Brand:
    """
    Set a brand back to what history tells that it was before a change.

    Raises LogoGone, and NameTaken.
    """
    known = {name: value for name, value in told.items() if name in SETTINGS}
    brand.refresh_from_db(from_queryset=Brand.objects.select_for_update(no_key=True))
    if (logo := known.get("logo")) and not Logo.objects.filter(brand=brand, sha256=logo).exists():
        raise LogoGone(_("That logo is not kept any more. Choose the picture again."))
    if "answers_within" in known:
        known["answers_within"] = timedelta(seconds=known["answers_within"])
    return _set(brand, known, by=by, at=at)


def _told(facts: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    """Return facts as history keeps them: a time as its seconds."""
    values = {name: facts[name] for name in names}
    return {name: value.total_seconds() if isinstance(value, timedelta) else value for name, value in values.items()}


@transaction.atomic
def hear_at(brand: Brand, *, address: str, by: str, at: datetime) -> Address:
    """
    Let a brand hear at one more address; nothing happens where it already does.

    One that any brand of the organisation has retired is heard again, by this one.

    Raises BadAddress and AddressTaken.
    """
    value = addresses.normal(address)
    if not addresses.is_plausible(value) or addresses.tag(value) or len(value) > 320:
        raise BadAddress(_("This is not an address at which mail can be received."))
    try:
        found, is_new = Address.objects.get_or_create(
            value=value, defaults={"organisation_id": brand.organisation_id, "brand": brand}
        )
    except IntegrityError:  # it belongs to an organisation that is not to be seen from here
        found, is_new = None, False
    if found is None or not (is_new or _is_ready_for(found, brand)):
        raise AddressTaken(_("This address already belongs to another brand."))
    if is_new or found.retired_at:
        found.moved_at = found.moved_at if found.brand_id == brand.id else at
        found.brand, found.retired_at = brand, None
        found.save(update_fields=["brand", "retired_at", "moved_at"])
        _record("brand.hears_at", brand, by=by, at=at, address_id=found.id)
    return found


def _is_ready_for(address: Address, brand: Brand) -> bool:
    """Hold an address, and tell whether a brand hears at it or may begin to."""
    address.refresh_from_db(from_queryset=Address.objects.select_for_update())
    is_ours = address.organisation_id == brand.organisation_id  # also where no wall hides what belongs to others
    return is_ours and (address.retired_at is not None or address.brand_id == brand.id)


def spoken(language: str) -> str:
    """
    Return a language, if Aspa speaks it.

    Raises UnknownLanguage.
    """
    if language not in dict(LANGUAGES):
        raise UnknownLanguage(_("Choose Finnish, Swedish or English."))
    return language


def _set(brand: Brand, facts: Mapping[str, object], *, by: str, at: datetime) -> Brand:
    """Change what differs, and record which fields did."""
    brand.refresh_from_db(from_queryset=Brand.objects.select_for_update(no_key=True))
    changed = [name for name, value in facts.items() if getattr(brand, name) != value]
    told = {"before": _told(vars(brand), changed), "after": _told(facts, changed)}
    for name in changed:
        setattr(brand, name, facts[name])
    if changed:
        with or_taken():
            brand.save(update_fields=changed)
        _record("brand.changed", brand, by=by, at=at, fields=changed, **told)
    return brand


def _record(name: str, brand: Brand, *, by: str, at: datetime, **facts: Any) -> None:
    history.record(name, organisation_id=brand.organisation_id, subject_id=brand.id, actor=by, at=at, **facts)
