"""A real rspamd with one rule of its own; it asks nobody outside."""

import grp
import os
import pwd
from collections.abc import Iterator

import pytest

from tests.parts.servers import Server, found

# What every spam filter is tried with; in halves, so that no filter on the way takes this file for spam.
GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*" + "GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
CONFIG = """
options {{
  pidfile = "{folder}/pid"; tempdir = "{folder}"; control_socket = "{folder}/control.sock";
  url_tld = "{folder}/tlds"; hs_cache_dir = "{folder}"; disable_hyperscan = true;
  dns {{ nameserver = ["127.0.0.1:{port}"]; timeout = 0.1s; retransmits = 1; }}
  filters = "regexp";
}}
logging {{ type = "file"; filename = "{folder}/log"; level = "warning"; }}
worker "normal" {{ bind_socket = "127.0.0.1:{port}"; count = 1; }}
actions {{ reject = 15; add_header = 6; greylist = 4; }}
regexp {{ OWN_BAIT {{ re = "Subject=/halvalla/i"; score = 7.0; }} }}
"""


class Rspamd(Server):
    """rspamd whose worker answers on one port."""

    program = "rspamd"
    ports = ("scan",)

    def configure(self) -> list[str]:
        """Write the configuration."""
        (self.folder / "tlds").write_text("com\nfi\norg\nexample\n")
        config = self.folder / "rspamd.conf"
        config.write_text(CONFIG.format(folder=self.folder, port=self.port["scan"]))
        user, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
        return [found("rspamd"), "-f", "-i", "-u", user, "-g", group, "-c", str(config)]

    @property
    def place(self) -> tuple[str, int]:
        """Where it is asked."""
        return "127.0.0.1", self.port["scan"]


@pytest.fixture(scope="session")
def rspamd() -> Iterator[Rspamd]:
    """A running rspamd."""
    with Rspamd() as server:
        yield server
