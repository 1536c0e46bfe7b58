"""
Words by which strangers try to catch people. Each bait is told by ways to say it, each way by pieces that all stand in
the text; pieces rather than patterns, since every contact is looked through. One bait alone makes nobody a suspect:
customers write of money and parcels too. Pure.
"""

Ways = tuple[tuple[str, ...], ...]

BAITS: dict[str, Ways] = {
    "bait_money": (
        ("perintö", "miljoon"), ("perinnön", "miljoon"), ("arv", "miljon", "dollar"), ("inheritance", "million"),
        ("next of kin", "fund"), ("donation", "million"), ("lahjoittaa", "miljoon"), ("western union",),
        ("late client", "deposit"), ("beneficiary", "million"),
    ),
    "bait_prize": (
        ("olet voittanut", "lunasta"), ("onnittelut", "voittaja", "arvon"), ("you have won", "claim"),
        ("lottery", "winner"), ("du har vunnit", "hämta"), ("ilmainen", "lahjakortti", "klikkaa"),
        ("gift card", "winner"),
    ),
    "bait_threat": (
        ("hakkeroin", "videon"), ("nauhoitin", "kamera"), ("webcam", "bitcoin"), ("hacked", "bitcoin"),
        ("recorded you", "bitcoin"), ("kiristys", "bitcoin"), ("bitcoin wallet", "hours"), ("hackat", "bitcoin"),
    ),
    "bait_invest": (
        ("kryptovaluut", "tuotto"), ("sijoita", "taattu"), ("guaranteed", "profit"), ("bitcoin", "double your"),
        ("crypto", "investment", "profit"), ("passiivista tuloa",), ("garanterad avkastning",),
    ),
    "bait_loan": (
        ("laina", "ilman vakuuksia"), ("lainatarjous", "% korko"), ("loan offer", "%"), ("need a loan",),
        ("unsecured loan",), ("lån utan säkerhet",),
    ),
    "bait_pills": (
        ("viagra",), ("cialis",), ("without prescription",), ("ilman reseptiä", "tilaa"), ("weight loss", "pill"),
    ),
    "bait_casino": (
        ("ilmaiskierrok", "kasino"), ("casino", "free spins"), ("nettikasino", "bonus"), ("casino", "welcome bonus"),
    ),
    "bait_seo": (
        ("first page of google",), ("google", "rankings", "seo"), ("guest post", "backlink"),
        ("backlink", "domain authority"), ("seo", "traffic", "your website"),
        ("web design", "development", "affordable"), ("link insertion",),
        ("hakukoneoptimoin", "tarjoamme"),
    ),
    "bait_account": (
        ("postilaatikko", "täynnä", "vahvista"), ("tilisi", "suljetaan", "vahvista"), ("verkkopankkitunnu", "vahvista"),
        ("tilisi on jäädytetty",), ("mailbox", "quota", "verify"), ("verify your account",),
        ("account", "suspended", "confirm"), ("password expires", "keep"), ("ditt konto", "spärra", "bekräfta"),
        ("pankkitunnuksesi", "kirjaudu"),
    ),
    "bait_parcel": (
        ("pakettisi", "odottaa", "maksa", "€"), ("lähetyksesi", "tullimaksu", "maksa"), ("parcel", "pending", "fee"),
        ("paket väntar", "avgift"), ("delivery attempt", "pay"),
    ),
}  # fmt: skip

EACH = [(name, first, rest) for name, ways in BAITS.items() for first, *rest in ways]  # most ways end at their first


def baits(text: str) -> list[str]:
    """Return the names of the baits that a text in lower case holds."""
    held = (name for name, first, rest in EACH if first in text and all(piece in text for piece in rest))
    return list(dict.fromkeys(held))
