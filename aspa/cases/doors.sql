-- What passes the wall for cases: whose rests are over, what is found by words, and whose words are of another release.

create function doors.organisations_waking(moment timestamptz) returns setof bigint
stable security definer set search_path = public, pg_temp language sql as $$
    select id from brands_organisation organisation where exists (
        select from cases_snooze where organisation_id = organisation.id and ended_at is null and until <= moment)
$$;

-- The index of words cannot be asked through the wall: PostgreSQL lets no operator that might tell what it saw look at
-- rows before the wall has. So this looks for it, and shows the keys of one's own cases only.
--
-- The newest hits decide: a word that stands in a million messages is not worth reading them all. One era is looked
-- through after the other until there are enough; sorting what is found by era would look through all. It is put
-- together anew each time so that PostgreSQL plans with the words at hand.

-- Each text of `groups` holds the terms that stand for one word, with spaces between: any of them is a hit.

create function doors.cases_found(groups text[], eras text[], most integer) returns setof bigint
stable rows 400 security definer set search_path = public, pg_temp language plpgsql as $$
declare
    stand text := (
        select string_agg(format('case_findable(words, organisation_id, id) && string_to_array(%L, '' '')', terms),
                          ' and ')
        from unnest(groups) as terms);
begin
    return query execute '
        select hit.case_id from unnest($1) as era cross join lateral (
            select id, case_id from cases_message
            where ' || stand || '
            and case_findable(words, organisation_id, id) @> array[era]
            and organisation_id = $2
            order by id desc) as hit limit $3' using eras, aspa_organisation(), most;
end
$$;

create function doors.organisations_to_index(wanted integer) returns setof bigint
stable security definer set search_path = public, pg_temp language sql as $$
    select id from brands_organisation organisation where not exists (
        select from cases_indexing where organisation_id = organisation.id and edition = wanted and below = 0)
    order by id
$$;
