-- What passes the wall for whoever watches from outside: numbers of all organisations together.
--
-- Told entries are all but the few untold; counting all exactly is left off when there are many.

create function doors.figures(now timestamptz) returns table (
    journal_waiting bigint, journal_failed bigint, journal_all bigint, oldest_waiting float8, deliveries_waiting bigint,
    deliveries_failed bigint, promises_owed bigint, promises_late bigint, cases_open bigint,
    suspects_waiting bigint, suspects_overdue bigint
)
stable security definer set search_path = public, pg_temp language sql as $$
    select (select count(*) from journal_entry where told_at is null and error = ''),
           (select count(*) from journal_entry where told_at is null and error <> ''),
           (select case when reltuples < 200000 then (select count(*) from journal_entry) else reltuples::bigint end
            from pg_class where oid = 'journal_entry'::regclass),
           (select extract(epoch from now - min(received_at))::float8 from journal_entry where told_at is null),
           (select count(*) from channels_delivery where sent_at is null and failed_at is null),
           (select count(*) from channels_delivery where failed_at is not null),
           (select count(*) from promises_promise where ended_at is null),
           (select count(*) from promises_promise where ended_at is null and due_until <= now),
           (select count(*) from cases_case where closure_id is null),
           (select count(*) from screening_suspicion doubt where decided_at is null and exists (
                select from cases_case where id = doubt.case_id and closure_id is null)),
           (select count(*) from screening_suspicion doubt where decided_at is null and look_by <= now and exists (
                select from cases_case where id = doubt.case_id and closure_id is null))
$$;
