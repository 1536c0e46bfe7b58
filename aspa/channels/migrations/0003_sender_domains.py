"""The domains our mail is sent from; those of addresses there are already are watched from now on."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    """A table, begun with the domains of all addresses."""

    dependencies: ClassVar = [("brands", "0001_first"), ("channels", "0002_mailbox_error_facts")]

    operations: ClassVar = [
        migrations.CreateModel(
            "SenderDomain",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        "brands.organisation", django.db.models.deletion.PROTECT, related_name="+", db_index=False
                    ),
                ),
                ("domain", models.CharField(max_length=255)),
                ("key", models.BinaryField(null=True)),
                ("record", models.TextField(default="", db_default="")),
                ("findings", models.JSONField(default=list, db_default=[])),
                ("checked_at", models.DateTimeField(null=True)),
                ("check_at", models.DateTimeField(db_default=Now())),
                ("signs_since", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint("organisation", "domain", name="sender_domain_once")],
                "indexes": [models.Index("check_at", name="sender_domain_due")],
            },
        ),
        migrations.RunSQL(
            """
            insert into channels_senderdomain (organisation_id, domain)
            select distinct organisation_id, lower(split_part(value, '@', 2)) from brands_address
            """,
            migrations.RunSQL.noop,
        ),
    ]
