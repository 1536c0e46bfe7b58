-- What passes the wall for staff: whoever shows a session, a token, a link or an address learns whose it is.

create function doors.enter_as_agent(agent bigint) returns bigint
volatile security definer set search_path = public, pg_temp language plpgsql as $$
declare whose bigint := (select organisation_id from staff_agent where id = agent);
begin
    perform set_config('aspa.organisation', coalesce(whose, 0)::text, false);
    return whose;
end
$$;

create function doors.enter_with_token(shown bytea) returns bigint
volatile security definer set search_path = public, pg_temp language plpgsql as $$
declare whose bigint := (select organisation_id from staff_token where digest = shown);
begin
    perform set_config('aspa.organisation', coalesce(whose, 0)::text, false);
    return whose;
end
$$;

create function doors.organisation_of_agent(agent bigint) returns bigint
stable security definer set search_path = public, pg_temp language sql as $$
    select organisation_id from staff_agent where id = agent
$$;

create function doors.organisation_of_email(address text) returns bigint
stable security definer set search_path = public, pg_temp language sql as $$
    select organisation_id from staff_agent where upper(email) = upper(address)
$$;

create function doors.organisation_of_invitation(shown bytea) returns bigint
stable security definer set search_path = public, pg_temp language sql as $$
    select organisation_id from staff_invitation where digest = shown
$$;

create function doors.has_agents() returns boolean
stable security definer set search_path = public, pg_temp language sql as $$
    select exists (select from staff_agent where is_active)
$$;

create function doors.signs_in_with(address text) returns boolean
stable security definer set search_path = public, pg_temp language sql as $$
    select exists (
        select from staff_agent where is_active and (email = address
            or (starts_with(email, split_part(address, '@', 1) || '+')
                and split_part(email, '@', 2) = split_part(address, '@', 2))))
$$;
