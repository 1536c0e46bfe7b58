"""`aspa setup`: an organisation, its brand and its first administrator, for scripts."""

import getpass
import sys

from django.utils import timezone

from aspa.brands.models import Organisation
from aspa.ops.database import database
from aspa.ops.trouble import Trouble
from aspa.reception import founding


class AlreadySetUp(Trouble):
    """An organisation of this name is there."""


class NoPassword(Trouble):
    """No password was given."""


def setup(  # a founding consists of this much
    *, organisation: str, brand: str, address: str, admin: str, name: str, language: str, password_stdin: bool
) -> None:
    """
    Found an organisation.

    Raises AlreadySetUp, NoPassword, and the refusals of the verbs.
    """
    password = given_password(from_stdin=password_stdin)
    with database("setup", makes=True):
        if Organisation.objects.filter(name=" ".join(organisation.split())).exists():
            raise AlreadySetUp(f"{organisation} is set up already; nothing was changed.")
        founding.found(
            organisation=organisation,
            brand=brand,
            address=address,
            admin_email=admin,
            admin_name=name or admin.partition("@")[0],
            password=password,
            language=language,
            at=timezone.now(),
        )
    print(f"{organisation} is set up: {brand} hears at {address}, and {admin} signs in.")


def given_password(*, from_stdin: bool) -> str:
    """
    Return a password from stdin, or asked for at the terminal.

    Raises NoPassword.
    """
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = getpass.getpass("Password: ")
    else:
        raise NoPassword("Say --password-stdin and give the password on stdin.")
    if not password:
        raise NoPassword("The password is empty.")
    return password
