-- A line of history is the only thing that moves a process. The database itself numbers the lines,
-- chains them by hash and carries the process along; the application's role may add and read.

create function hash_of_line(line history) returns bytea
language sql immutable parallel safe
as $$
    select sha256(
        line.prior || convert_to(
            jsonb_build_array(
                line.authority_id::text, line.process_id::text, line.number,
                line.move, line.event, line.from_state, line.to_state, line.cycle,
                line.occurred_on::text,
                to_char(line.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                to_char(line.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                line.person_id::text, line.role, line.policy_version, line.historic,
                line.corrects, line.idempotency_key, encode(line.content_digest, 'hex')
            )::text, 'UTF8'
        )
    )
$$;

create function add_line_to_chain() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
    process processes;
begin
    select * into process from processes
    where authority_id = new.authority_id and id = new.process_id
      and authority_id = authority_here()
    for no key update;  -- so that a row that refers to the process need not wait
    if not found then
        raise exception 'there is no process %', new.process_id using errcode = 'PW001';
    end if;
    if new.number <> process.version + 1 then
        raise exception 'line % of process % does not follow line %',
            new.number, new.process_id, process.version using errcode = 'PW002';
    end if;
    if new.from_state <> process.state then
        raise exception 'process % is in %, not in %', new.process_id, process.state, new.from_state
            using errcode = 'PW003';
    end if;
    if new.recorded_at < process.recorded_at then
        raise exception 'process % was recorded later than that already', new.process_id
            using errcode = 'PW004';
    end if;
    if new.recorded_at > clock_timestamp() + interval '1 minute'
       and not (select synthetic from authorities where id = new.authority_id) then
        raise exception 'nothing is recorded in the future' using errcode = 'PW005';
    end if;
    if coalesce(new.prior, process.tip) <> process.tip then
        raise exception 'line % of process % does not follow its tip', new.number, new.process_id
            using errcode = 'PW006';
    end if;
    new.prior := process.tip;
    new.hash := hash_of_line(new);
    update processes set
        version = new.number, state = new.to_state, cycle = new.cycle,
        recorded_at = new.recorded_at, tip = new.hash
    where authority_id = new.authority_id and id = new.process_id;
    return new;
end
$$;

create trigger add_line_to_chain before insert on history
for each row execute function add_line_to_chain();

-- An insert that comes to nothing (on conflict do nothing) has moved the process all the same: so
-- at the end of the transaction each process must stand on a line that is there.

create function process_stands_on_its_line() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
    perform 1 from history
    where authority_id = new.authority_id and process_id = new.id
      and number = new.version and hash = new.tip;
    if not found then
        raise exception 'process % was moved without a line', new.id using errcode = 'PW010';
    end if;
    return null;
end
$$;

create constraint trigger process_stands_on_its_line after update on processes
deferrable initially deferred
for each row when (old.version <> new.version)
execute function process_stands_on_its_line();

create function content_is_what_was_sealed() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
    perform 1 from history
    where authority_id = new.authority_id and process_id = new.process_id
      and number = new.number
      and content_digest = sha256(
          new.salt
          || convert_to(new.form || '/' || new.form_version || '/' || new.content::text, 'UTF8'))
      and not exists (
          select 1 from erasures e
          where e.authority_id = new.authority_id and e.process_id = new.process_id
            and e.number = new.number);
    if not found then
        raise exception 'the content of line % of process % is not what the line sealed',
            new.number, new.process_id using errcode = 'PW007';
    end if;
    return null;
end
$$;

create constraint trigger content_is_what_was_sealed after insert on contents
for each row execute function content_is_what_was_sealed();

create function processes_begin_at_the_beginning() returns trigger
language plpgsql
as $$
begin
    if new.version <> 0 or new.state <> 'not_begun' or new.cycle <> 0
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
