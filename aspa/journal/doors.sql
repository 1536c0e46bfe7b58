-- What passes the wall for the journal: the keys of what has waited longest, all of one organisation. They stay held
-- until the transaction ends, so that no other worker takes them.
--
-- What was never tried waits for no clock: the database's may be ahead of the worker's, whose next look is far off.
-- No try is put off longer than an hour; what waits beyond a day was written by a clock gone wrong, and waits no more.
-- Counted from the moment, so that no index answers this: the entries are read in their order, only as many as are
-- taken, however many wait.

create function doors.entries_waiting(moment timestamptz, most int) returns table (organisation_id bigint, ids bigint[])
volatile security definer set search_path = public, pg_temp language sql as $$
    with waiting as materialized (
        select id, organisation_id, next_try_at from journal_entry
        where told_at is null
          and (tries = 0 or next_try_at - moment <= interval '0' or next_try_at - moment > interval '1 day')
        order by next_try_at, id limit most for update skip locked
    )
    select organisation_id, array_agg(id order by next_try_at, id) from waiting
    group by organisation_id order by min(next_try_at), min(id) limit 1
$$;
