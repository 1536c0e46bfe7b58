"""When a brand serves."""

from django.db import models

from aspa.brands.models import Brand, Organisation, Owned


class Slot(models.Model):
    """A stretch of one weekday in which the brand serves; a lunch break is two slots."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField()  # 0 = Monday
    opens = models.TimeField()
    closes = models.TimeField()  # 00:00 = midnight at the end of the day

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="slot_weekday"),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")) | models.Q(closes="00:00"), name="slot_forward"
            ),
        ]


class SpecialDay(models.Model):
    """One date that differs: closed, or open only from `opens` to `closes`. Public holidays need no row."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="special_days")
    on = models.DateField()
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("brand", "on", name="special_day_once"),
            models.CheckConstraint(
                condition=models.Q(opens__isnull=True, closes__isnull=True)
                | models.Q(opens__isnull=False, closes__isnull=False, closes__gt=models.F("opens"))
                | models.Q(opens__isnull=False, closes__isnull=False, closes="00:00"),
                name="special_day_forward",
            ),
        ]
