-- What passes the wall for brands: the addresses at which they hear, which the whole world may know, and the keys of
-- organisations, for what is tidied in each.

create function doors.organisations() returns setof bigint
stable security definer set search_path = public, pg_temp language sql as $$
    select id from brands_organisation order by id
$$;

create function doors.addresses()
returns table (value text, organisation_id bigint, brand_id bigint, id bigint, is_heard boolean)
stable security definer set search_path = public, pg_temp language sql as $$
    select value::text, organisation_id, brand_id, id, retired_at is null from brands_address
$$;
