-- What passes the wall for customers: words of names that look like one. Through the wall the index of trigrams cannot be
-- asked: PostgreSQL lets no operator that might tell what it saw look at rows before the wall has.

create function doors.names_like(asked text) returns setof text
stable rows 20 security definer set search_path = public, pg_temp language sql as $$
    select word from customers_nameword where organisation_id = aspa_organisation() and word % asked
    order by similarity(word, asked) desc, word limit 20
$$;
