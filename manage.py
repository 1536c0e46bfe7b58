"""Django's own commands, for developers: `python manage.py makemigrations`."""

import os
import sys

from django.core.management import execute_from_command_line

from aspa.kit import walls

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aspa.settings")
    with walls.as_owner():
        execute_from_command_line(sys.argv)
