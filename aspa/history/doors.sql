-- What passes the wall for history: whose event waits longest for its reactions. It stays held until the transaction
-- ends, so that no other worker takes it.

create function doors.event_due(moment timestamptz, gone_wrong timestamptz) returns table (organisation_id bigint, id bigint)
volatile security definer set search_path = public, pg_temp language sql as $$
    select organisation_id, id from history_event
    where is_due and (next_try_at <= moment or next_try_at > gone_wrong)
    order by next_try_at, id limit 1 for update skip locked
$$;
