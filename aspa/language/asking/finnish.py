"""How Finns ask: the clitic -ko, question words, and verbs of wanting to know."""

import re
from collections.abc import Sequence
from functools import cache

from aspa.language.lexicon.shelf import opened

ASKING_WORD = re.compile(
    r"mi(?:kä|tä|nkä|ssä|stä|hin|llä|ltä|lle|tkä|ksi|lloin|ten|nne|nkä?lai[ns]\w*|llai[ns]\w*|"
    r"nkätyyp\w+)(?:s|hän|kähän)?"
    r"|miks(?:en|et|ei|emme|ette|eivät)(?:kö)?|kuka(?:pa|han)|mikä(?:pä|hän)|mitä(?:pä|hän)|mitkä|mitäs|"
    r"mites|miks|misä|mihis|missähän|ku(?:ka|inka|mpi|mman|mpaa|mmat|mmassa|mmalla|mmasta)(?:han|s)?"
    r"|ke(?:n|nen|tä|nelle|neltä|neen|tkä|ssä|stä|llä|ltä|lle)|mones\w*|monta\w*|moneltako|monelta|moneen|entä|entäs"
    r"|paljonko|kauanko|mitenkä|mitenkäs|milläs|mistäs|mitenhän|milloinkahan|kummin\w*|mitäpäs"
)
NEGATION = re.compile(r"(?:en|et|ei|emme|ette|eivät)kö(?:s|hän)?")
CLITIC = re.compile(r"\w+(?:k[oö](?:s|h[aä]n)?|ks[äa]?)")
NO_CLITIC = frozenset("joko taikko vaikko eko deko loko miks siks kaks yks teeks ks sex box fax max mix".split())
INFLECTED = re.compile(r"\w{2,}(?:ss[aä]|st[aä]|lle|ll[aä]|lt[aä]|aan|ään|iin)k[oö]")
SPOKEN = re.compile(r"(\w{2,})ks[äa]?")
WONDERING = re.compile(
    r"(?:(?:halu\w+|saa\w*|saisi\w*|kiva|hyvä|mukava|tärkeää|voi\w*|pitäisi|pitää|tarvits\w+|"
    r"tahto\w+)(?: \w+){0,3} tietää|tietäisi\w*|tiedätte\w*|tiedätkö|tieto[aj]a?|tietooni|kysy(?:ä|isin|n|"
    r"mme|isimme|ttävää|mys)|kysellä|kyselisin|tiedustel\w+|kerto(?:a|isitte\w*|kaa|isitko|isi)"
    r"|kerro(?:tteko|tko)?|selvi(?:ttä\w+|tä|ää|äisi)|tarkist(?:aa|aisi\w*|atteko|akaa|a)|varmist\w+|kiinnosta\w*"
    r"|mietin|mietimme|mietityttä\w+|mietiskel\w+|pohdin|ihmettelen|ihmetyttää|epäselvä\w*|sano(?:a|"
    r"isitte\w*|kaa|tteko)|ilmoitt(?:aa|aisi\w*|akaa)"
    r"|neuvo(?:a|kaa|isitte\w*|tteko)?|ohje(?:ita|et|en|istaa)|vastau\w+|vast(?:ata|atkaa|aisitte\w*)|"
    r"osaatte\w*|osaa(?:ko|t\w*)|arvio\w*|käsity\w+"
    r"|en (?:oikein )?(?:tiedä|ymmärrä|löydä)|en ole varma|emme tiedä|epävarma|opasta\w*|näyttä(?:kää|ä)|vahvist\w+)"
)
REQUEST = re.compile(
    r"(?:pyydän|pyydämme|vaadin|vaadimme|pyytäisin|pyytäisimme|toivon|toivoisin|toivomme|toivoisimme|"
    r"odotan|haluaisin|haluan|saisinko|kaipaan|kaipaisin|tarvitsen|tarvitsisin)\b"
    r".{0,60}\b(?:vastau\w+|tieto\w*|lisätieto\w*|selvity\w+|vahvistu\w+|yhteydenot\w+|ohje\w*|neuvo\w*|"
    r"apua|arvio\w*|teitä|selitykse\w*|tarjou\w+|kopio\w*|kuitti\w*)"
)
TAG = re.compile(r"\bvai(?: mitä| kuinka| ei| miten)?\W*$|\beikö niin\b")
TELL = re.compile(
    r"(?:(?:ja|niin|eli|siis|kiitos|hei|moi|voisitteko|olkaa hyvä ja|olkaa ystävällinen ja)\s+)*"
    r"(?:kertokaa|ilmoittakaa|vastatkaa|lähettäkää|tarkistakaa|vahvistakaa|selvittäkää|selittäkää|"
    r"neuvokaa|laittakaa|toimittakaa|"
    r"ottakaa (?:yhteyttä|tilaus|\w+ (?:tilaus|nyt))|palauttakaa|korjatkaa|hyvittäkää|perukaa|peruuttakaa|"
    r"poistakaa|mitätöikää|näyttäkää|vaihtakaa|"
    r"soittakaa|maksakaa|lopettakaa|katkaiskaa|kirjatkaa|muuttakaa|päivittäkää|perustelkaa|hoitakaa|"
    r"ohjatkaa|opastakaa|avatkaa|"
    r"lähetä \w+|ilmoita|vahvista|tarkista|neuvo)\b"
)
openers = frozenset(
    "hei moi moikka terve heippa no ja mutta sekä entä eli siis niin tota joo vai anteeksi kiitos sitten "
    "lisäksi myös vielä "
    "sit tosiaan huomenta päivää iltaa nyt muuten toiseksi ensiksi ensin kolmanneksi samalla sitäpaitsi "
    "tai oikeastaan "
    "hyvä hyvää moro haloo ai oi hmm öö okei ok kysymys kysyisin eräs toinen asia kuule kuulkaa että apua".split()
)


@cache
def is_clitic(word: str) -> bool:
    """Tell whether a word in small letters carries -ko or -kö, and is not one of those that merely end so."""
    if NEGATION.fullmatch(word) or INFLECTED.fullmatch(word):
        return True
    if not CLITIC.fullmatch(word) or word in NO_CLITIC:
        return False
    lexicon = opened("fi")
    if spoken := SPOKEN.fullmatch(word):
        return bool(lexicon.bases(spoken[1])) and not lexicon.bases(word)
    bare = re.sub(r"k[oö](?:s|h[aä]n)?$", "", word)
    if word in lexicon.bases(word) or lexicon.readings(word.capitalize()):
        return False
    return bool(lexicon.bases(bare) or lexicon.bases(word))


SHORT = 4  # words of an exclamation
WONDERED_AT = frozenset("mikä miten kuinka mitä millainen mikäs".split())
INFINITIVE = re.compile(r".+(?:[aeiouyäö][aä]|d[aä]|[lnr][aä]|st[aä]|[^s]t[aä])")
WHATEVER = frozenset("tahansa hyvänsä vain vaan ikinä tulee tuli muuta vielä".split())
MORE = re.compile(r"\w+(?:mmin|mpi|mpää|mpaa)")
joiners = frozenset("ja sekä entä mutta tai eli niin".split())


def begins(words: Sequence[str], *, marked: bool) -> bool:
    """Tell whether a clause that begins with these words asks."""
    return names(words) or is_clitic(words[0])


def marks(words: Sequence[str]) -> bool:
    """Tell whether the first of these words carries -ko."""
    return is_clitic(words[0])


def names(words: Sequence[str]) -> bool:
    """Tell whether the first of these words is a question word; *mitä pikemmin* and *mikä tahansa* ask nothing."""
    if not ASKING_WORD.fullmatch(words[0]):
        return False
    return len(words) < 2 or not (words[1] in WHATEVER or MORE.fullmatch(words[1]))


def exclaims(words: Sequence[str]) -> bool:
    """Tell whether a short sentence that begins like a question wonders at something: *miten ikävää*, *mikä päivä*."""
    asks = len(words) == 1 or words[1] == "niin"
    return not asks and len(words) <= SHORT and words[0] in WONDERED_AT and not any(map(is_finite, words[1:]))


@cache
def is_finite(word: str) -> bool:
    """Tell whether a word in small letters may be a verb in a person."""
    return any(INFINITIVE.fullmatch(base) and base != word for base in opened("fi").bases(word))


def wonders(before: str) -> bool:
    """Tell whether a text in small letters holds a wish to know."""
    return WONDERING.search(before) is not None


def requests(sentence: str) -> bool:
    """Tell whether a sentence in small letters asks for something to be told or done, or to be agreed with."""
    return TAG.search(sentence) is not None or TELL.match(sentence) is not None or REQUEST.search(sentence) is not None
