"""What the virus scanner said of files, and how far they have been looked through."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models.deletion import CASCADE, PROTECT


class Migration(migrations.Migration):
    """Two tables."""

    dependencies: ClassVar = [("channels", "0003_sender_domains")]

    operations: ClassVar = [
        migrations.CreateModel(
            "Scan",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "organisation",
                    models.ForeignKey("brands.organisation", PROTECT, related_name="+", db_index=False),
                ),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        max_length=10,
                        choices=[("clean", "Clean"), ("infected", "Infected"), ("unscanned", "Unscanned")],
                    ),
                ),
                ("finding", models.CharField(max_length=200, default="", db_default="")),
                ("scanned_at", models.DateTimeField()),
                ("seen_in", models.BigIntegerField()),
                ("tries", models.PositiveSmallIntegerField(default=0, db_default=0)),
                ("next_try_at", models.DateTimeField(null=True)),
                ("released_by", models.CharField(max_length=60, default="", db_default="")),
                ("released_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint("organisation", "sha256", name="scan_once")],
                "indexes": [
                    models.Index(
                        "organisation",
                        "next_try_at",
                        name="scan_again",
                        condition=models.Q(next_try_at__isnull=False),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            "ScanMark",
            [
                (
                    "organisation",
                    models.OneToOneField(
                        "brands.organisation", CASCADE, primary_key=True, related_name="+", serialize=False
                    ),
                ),
                ("attachment_id", models.BigIntegerField()),
            ],
        ),
    ]
