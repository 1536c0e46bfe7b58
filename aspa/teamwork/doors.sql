-- What passes the wall for work on many cases: whose waits longest for the worker.

create function doors.sweep_waiting() returns table (organisation_id bigint, sweep_id bigint)
stable security definer set search_path = public, pg_temp language sql as $$
    select organisation_id, sweep_id from teamwork_sweptcase where is_waiting order by id limit 1
$$;
