-- A line of history is the only thing that moves a process. The database itself numbers the lines,
-- chains them by hash and carries the process along; the application's role may add and read.

create function hash_of_line(line history) returns bytea
language plpgsql immutable parallel safe  -- a function in SQL takes twice the time
as $$
begin
    return sha256(
        line.prior || convert_to(
            json_build_array(
                line.authority_id, line.process_id, line.number,
                line.move, line.event, line.from_state, line.to_state, line.waits_for,
                line.cycle, line.occurred_on,
                to_char(line.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                to_char(line.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                line.person_id, line.role, line.policy_version, line.historic,
                line.corrects, line.idempotency_key, encode(line.content_digest, 'hex')
            )::text, 'UTF8'
        )
    );
end
$$;

-- Each line is chained to the one before it, which may have been written by the same statement. What
-- is wrong with a line of another authority is not looked into: row-level security refuses it, in
-- the same words whatever it holds.

create function chain_to_line_before() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
    before_hash bytea := decode(repeat('00', 32), 'hex');
    before_state text := 'not_begun';
    before_at timestamptz := '-infinity';
    before_version integer := new.policy_version;
    because text;
begin
    if new.number <> 1 then
        select hash, to_state, recorded_at, policy_version
        into before_hash, before_state, before_at, before_version
        from history
        where authority_id = new.authority_id and process_id = new.process_id
          and number = new.number - 1;
    end if;
    because := case
        when before_hash is null then 'there is no line before it'
        when new.from_state <> before_state then 'the process was in ' || before_state
        when new.recorded_at < before_at then 'the line before it was recorded later'
        when new.prior <> before_hash then 'it is not chained to the line before it'
        when new.policy_version <> before_version and new.event <> 'policy_migrated'
            then 'the process was at version ' || before_version || ' of its policy'
    end;
    if new.recorded_at > clock_timestamp() + interval '1 minute'
       and not (select synthetic from authorities where id = new.authority_id) then
        because := 'nothing is recorded in the future';
    end if;
    if because is not null and new.authority_id = authority_here() then
        raise exception 'line % of process % is refused: %', new.number, new.process_id, because
            using errcode = 'PW001';
    end if;
    new.prior := before_hash;
    new.hash := hash_of_line(new);
    return new;
end
$$;

create trigger chain_to_line_before before insert on history
for each row execute function chain_to_line_before();

-- A process is where its last line says, and at the version of its policy under which that was
-- recorded: a migration is recorded under the version that it leads to. Lines that were not inserted
-- after all, as the key or the number was taken (on conflict do nothing), move nothing.

create function carry_processes_along() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
set enable_hashjoin = off  -- by index always: the plan is kept from when the tables were small
set enable_mergejoin = off
as $$
begin
    update processes p
    set version = last.number, state = last.to_state, waits_for = last.waits_for,
        cycle = last.cycle, policy_version = last.policy_version,
        recorded_at = last.recorded_at, tip = last.hash
    from (select distinct on (authority_id, process_id) * from added
          order by authority_id, process_id, number desc) as last
    where p.authority_id = last.authority_id and p.id = last.process_id;
    return null;
end
$$;

create trigger carry_processes_along after insert on history
referencing new table as added
for each statement execute function carry_processes_along();

create function contents_are_what_was_sealed() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
set enable_hashjoin = off  -- by index always: the plan is kept from when the tables were small
set enable_mergejoin = off
as $$
declare
    wrong record;
begin
    select a.process_id, a.number into wrong
    from added a
    left join history h on h.authority_id = a.authority_id and h.process_id = a.process_id
     and h.number = a.number
     and h.content_digest = sha256(
         a.salt || convert_to(a.form || '/' || a.form_version || '/' || a.content::text, 'UTF8'))
    left join erasures e on e.authority_id = a.authority_id and e.process_id = a.process_id
     and e.number = a.number
    where h.number is null or e.number is not null
    limit 1;
    if found then
        raise exception 'the content of line % of process % is not what the line sealed',
            wrong.number, wrong.process_id using errcode = 'PW007';
    end if;
    return null;
end
$$;

create trigger contents_are_what_was_sealed after insert on contents
referencing new table as added
for each statement execute function contents_are_what_was_sealed();

create function processes_begin_at_the_beginning() returns trigger
language plpgsql
as $$
begin
    if new.version <> 0 or new.state <> 'not_begun' or new.cycle <> 0
       or new.waits_for <> 'nobody'
       or new.tip <> decode(repeat('00', 32), 'hex') or new.recorded_at is not null then
        raise exception 'a process begins without history' using errcode = 'PW008';
    end if;
    return new;
end
$$;

create trigger processes_begin_at_the_beginning before insert on processes
for each row execute function processes_begin_at_the_beginning();

create function erase_content(of_process uuid, of_line integer, by_person uuid, on_ground text)
returns void
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
    if coalesce(trim(on_ground), '') = '' then
        raise exception 'an erasure needs its ground' using errcode = 'PW011';
    end if;
    perform 1 from people where authority_id = authority_here() and id = by_person;
    if not found then
        raise exception 'the authority knows no person %', by_person using errcode = 'PW012';
    end if;
    -- What a correction did is kept: which line it put right, on which day or that it did not
    -- happen, and where that led the process. Without it the lines after it could not be read.
    update contents set
        salt = '',
        content = json_build_object(
            'line', content -> 'line', 'did_not_happen', content -> 'did_not_happen',
            'happened_on', content -> 'happened_on', 'reason', 'erased',
            'right_values', coalesce(
                (select json_object_agg(key, value) from json_each(content -> 'right_values')
                  where key in ('state', 'cycle', 'kind')), '{}'))
    where authority_id = authority_here() and process_id = of_process and number = of_line
      and form = 'Corrected';
    if not found then
        delete from contents
        where authority_id = authority_here() and process_id = of_process and number = of_line;
    end if;
    if not found then
        raise exception 'line % of process % has no content', of_line, of_process
            using errcode = 'PW009';
    end if;
    insert into erasures (authority_id, process_id, number, erased_at, person_id, ground)
    values (authority_here(), of_process, of_line, clock_timestamp(), by_person, on_ground);
end
$$;
