-- One authority cannot see or touch another's rows, even with SQL by hand.
--
-- A connection works for the authority named in its setting pathway.seat, "<id>:<seal>". The seal
-- is a hash of a secret that the application's role cannot read, so writing another authority's id
-- into the setting gives nothing: a seat without its seal is no seat, and no row is shown.

create function authority_here() returns uuid
language plpgsql stable parallel safe security definer
set search_path = public, pg_temp
as $$
declare
    seat text := current_setting('pathway.seat', true);
    id text := split_part(seat, ':', 1);
    sealed_with text;
begin
    -- Policies ask this once for each table of a statement, so it is written to be quick: only one
    -- plain query, and the arithmetic beside it.
    if seat is null or seat = '' then
        return null;
    end if;
    select secret into sealed_with from seat_secret;
    if split_part(seat, ':', 2) = encode(
        sha256(convert_to(sealed_with || ':' || id, 'UTF8')), 'hex'
    ) then
        return id::uuid;
    end if;
    return null;
end
$$;

revoke all on function authority_here() from public;
grant execute on function authority_here() to pathway_app;
