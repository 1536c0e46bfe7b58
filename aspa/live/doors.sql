-- What passes the wall for hints, which name what changed and never say what it became: a process reads those of all
-- organisations whose desks are open in it, and forgets what is old.

create function doors.news(organisations bigint[], positions bigint[], most int)
returns table (organisation_id bigint, "position" bigint, topic text)
stable security definer set search_path = public, pg_temp language sql as $$
    select room.organisation_id, hint.position, hint.topic::text
    from unnest(organisations, positions) as room (organisation_id, "position")
    cross join lateral (
        select position, topic from live_hint
        where live_hint.organisation_id = room.organisation_id and live_hint.position > room.position
        order by position limit most
    ) hint
    order by hint.position
$$;

create function doors.forget_hints(before timestamptz) returns bigint
volatile security definer set search_path = public, pg_temp language sql as $$
    with gone as (delete from live_hint where at < before returning 1)
    select count(*) from gone
$$;
