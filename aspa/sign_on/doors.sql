-- What passes the wall for signing in by a provider: whose one is, and which are offered to whoever stands outside.
--
-- Where several organisations live, a stranger is not told who they are: a browser is offered only what it used before.

create function doors.organisation_of_provider(shown text) returns bigint
stable security definer set search_path = public, pg_temp language sql as $$
    select organisation_id from sign_on_provider where key = shown
$$;

create function doors.providers_offered(remembered text) returns table (key text, name text)
stable security definer set search_path = public, pg_temp language sql as $$
    select provider.key::text, provider.name::text from sign_on_provider provider
    where provider.metadata <> '{}'::jsonb
      and (provider.key = remembered
           or not exists (select from brands_organisation other where other.id <> provider.organisation_id))
    order by provider.id
$$;
