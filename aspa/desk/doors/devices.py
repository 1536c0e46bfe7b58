"""With what and from where somebody signs in, as they themselves would say it; nothing finer is kept."""

import ipaddress
from time import time

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.translation import gettext as _

SEEN_EVERY = 300  # seconds; a session is not written with every page
# The first that is named wins: most browsers also name those they descend from.
BROWSERS = {"Firefox/": "Firefox", "Edg/": "Edge", "OPR/": "Opera", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


def device(agent: str) -> str:
    """Return a browser and its system, by what it says of itself; empty when it says neither."""
    names = [next((name for sign, name in known.items() if sign in agent), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, names))


def place(address: str) -> str:
    """Return the network of an address: /24, or /48 where addresses are long; empty for what is no address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 48}", strict=False))


def note(request: HttpRequest) -> None:
    """Let the session know with what and from where it is used."""
    request.session["device"] = device(request.headers.get("User-Agent", "")) or _("unknown device")
    request.session["place"] = place(str(get_adapter().get_client_ip(request)))


def see(request: HttpRequest) -> None:
    """Note now and then that a session is in use."""
    if time() - request.session.get("seen", 0) > SEEN_EVERY:
        note(request)
