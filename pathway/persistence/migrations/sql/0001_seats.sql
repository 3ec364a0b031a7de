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
begin
    if seat is null or seat = '' then
        return null;
    end if;
    if split_part(seat, ':', 2) = (
        select encode(sha256(convert_to(secret || ':' || id, 'UTF8')), 'hex') from seat_secret
    ) then
        return id::uuid;
    end if;
    return null;
end
$$;

revoke all on function authority_here() from public;
grant execute on function authority_here() to pathway_app;
