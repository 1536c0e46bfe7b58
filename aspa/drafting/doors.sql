-- What passes the wall for drafts: which stored files they and what is held back name, since the store is one; whose
-- held reply leaves next, which stays held until the transaction ends, and when.

create function doors.drafted(folder text) returns setof text
stable security definer set search_path = public, pg_temp language sql as $$
    select sha256::text from drafting_draftfile where sha256 like folder || '%'
    union
    select file.sha256::text from drafting_heldfile file join drafting_held held on held.id = file.held_id
    where file.sha256 like folder || '%' and held.left_at is null and held.withdrawn_at is null
$$;

create function doors.held_due(moment timestamptz) returns table (organisation_id bigint, id bigint)
volatile security definer set search_path = public, pg_temp language sql as $$
    select organisation_id, id from drafting_held
    where left_at is null and withdrawn_at is null and stopped_at is null and leaves_at <= moment
    order by leaves_at, id limit 1 for update skip locked
$$;

create function doors.next_held() returns timestamptz
stable security definer set search_path = public, pg_temp language sql as $$
    select min(leaves_at) from drafting_held where left_at is null and withdrawn_at is null and stopped_at is null
$$;
