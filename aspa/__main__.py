"""`python -m aspa`, the same as the command `aspa`."""

import sys

from aspa.ops.cli import main

if __name__ == "__main__":
    sys.exit(main())
