"""Where it is counted how often somebody tried to sign in; the shape is that of Django's cache in a database."""

from typing import ClassVar

from django.db import migrations

MAKE = """
create unlogged table if not exists staff_tries (
    cache_key varchar(255) primary key, value text not null, expires timestamptz not null);
create index if not exists staff_tries_expires on staff_tries (expires)
"""


class Migration(migrations.Migration):
    """One table without a model; what it holds may be lost with a power cut."""

    dependencies: ClassVar = [("staff", "0007_sign_ins")]

    operations: ClassVar = [migrations.RunSQL(MAKE, "drop table staff_tries")]
