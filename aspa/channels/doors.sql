-- What passes the wall for channels: keys of what waits to leave, of mailboxes, and which stored files are named.

create function doors.deliveries_due(moment timestamptz, gone_wrong timestamptz, most int)
returns table (organisation_id bigint, id bigint)
stable security definer set search_path = public, pg_temp language sql as $$
    select organisation_id, id from channels_delivery
    where sent_at is null and failed_at is null and channel = 'email'
      and (next_try_at <= moment or next_try_at > gone_wrong)
    order by next_try_at, id limit most
$$;

create function doors.organisations_sending() returns setof bigint
stable security definer set search_path = public, pg_temp language sql as $$
    select distinct organisation_id from channels_delivery where sent_at is null and failed_at is null
$$;

create function doors.mailboxes() returns table (organisation_id bigint, id bigint)
stable security definer set search_path = public, pg_temp language sql as $$
    select organisation_id, id from channels_mailbox order by id
$$;

create function doors.enclosed(folder text) returns setof text
stable security definer set search_path = public, pg_temp language sql as $$
    select sha256::text from channels_enclosure where sha256 like folder || '%'
$$;

create function doors.sender_due(moment timestamptz) returns table (organisation_id bigint, id bigint)
stable security definer set search_path = public, pg_temp language sql as $$
    select organisation_id, id from channels_senderdomain where check_at <= moment order by check_at, id limit 1
$$;
