-- What passes the wall for promises: whose are past their time and not yet broken.

create function doors.organisations_breaking(moment timestamptz) returns setof bigint
stable security definer set search_path = public, pg_temp language sql as $$
    select distinct organisation_id from promises_promise
    where ended_at is null and broken_at is null and due_until <= moment
$$;
