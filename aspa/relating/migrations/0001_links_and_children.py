import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import comparison

# Of two who build a circle at once the second waits for the first, and sees then what it did.
FITS = """
create function relating_child_fits() returns trigger language plpgsql as $$
begin
    perform from cases_case where id in (new.case_id, new.parent_id) order by id for no key update;
    if (select count(*) from cases_case
        where id in (new.case_id, new.parent_id) and organisation_id = new.organisation_id) < 2 then
        raise exception 'a child and its parent are of one organisation' using errcode = 'check_violation';
    end if;
    if exists (select from relating_child k where k.id <> new.id
               and (k.case_id = new.parent_id or k.parent_id = new.case_id)) then
        raise exception 'a parent stands under nothing' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger relating_child_fits before insert or update on relating_child
    for each row execute function relating_child_fits();
"""
NO_MORE = "drop trigger relating_child_fits on relating_child; drop function relating_child_fits();"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('brands', '0001_first'),
        ('cases', '0011_splits'),
    ]

    operations = [
        migrations.CreateModel(
            name='Child',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('put_by', models.CharField(max_length=60)),
                ('put_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='under', to='cases.case')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='brands.organisation')),
                ('parent', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(models.F('parent'), models.F('id'), name='child_of_parent')],
                'constraints': [models.CheckConstraint(condition=models.Q(('case', models.F('parent')), _negated=True), name='child_of_another')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('related', 'Related'), ('duplicate', 'Duplicate'), ('follow_up', 'Follow Up')], max_length=12)),
                ('linked_by', models.CharField(max_length=60)),
                ('linked_at', models.DateTimeField()),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='cases.case')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='brands.organisation')),
                ('other', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='linked_from', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(models.F('case'), name='link_of_case'), models.Index(models.F('other'), name='link_of_other')],
                'constraints': [models.UniqueConstraint(comparison.Least('case', 'other'), comparison.Greatest('case', 'other'), name='linked_once'), models.CheckConstraint(condition=models.Q(('case', models.F('other')), _negated=True), name='linked_elsewhere')],
            },
        ),
        migrations.RunSQL(FITS, NO_MORE),
    ]
