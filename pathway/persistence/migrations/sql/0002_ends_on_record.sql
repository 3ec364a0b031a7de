-- Who ended a link or a task, when and why, stays on record; a link that never held ends the day
-- before it began.

alter table links
    add column ended_at timestamp with time zone,
    add column ended_by uuid,
    add column why_ended text,
    drop constraint ck_link_in_order,
    add constraint ck_link_in_order check (until_on is null or until_on >= from_on - 1),
    add constraint ck_link_end_says_why check ((ended_at is null) = (why_ended is null));

alter table tasks add column ended_by uuid;
grant update (ended_by) on tasks to pathway_app;

-- Where nobody manages an owner, or who did has left, all managers of the authority are asked for.

create index ix_people_managers on people (authority_id) where 'manager' = any(roles);

-- A move is told besides who the managers are, where that is so, and who may be invited.

create or replace view dossiers with (security_barrier = true) as
select c.reference, p.policy, p.occurrence, json_build_array(
    c.id, c.reference, c.pupil_id, s.born_on, s.died_on,
    p.id, p.policy_version, p.kind, p.state, p.cycle, p.version, p.recorded_at,
    (select json_build_array(o.id, o.name, o.email, o.left_on,
                             m.id, m.name, m.email, m.left_on,
                case when m.id is null or m.left_on is not null then (
                    select json_agg(json_build_array(g.id, g.name, g.email, g.left_on)
                           order by g.name, g.id)
                      from people g
                     where g.authority_id = o.authority_id and 'manager' = any(g.roles)
                       and g.id <> o.id) end)
       from people o
       left join people m on m.authority_id = o.authority_id and m.id = o.manager_id
      where o.authority_id = c.authority_id and o.id = c.owner_id),
    (select json_agg(json_build_array(
                h.number, h.move, h.event, h.from_state, h.to_state, h.occurred_on, h.cycle,
                h.person_id, h.role, t.form_version, t.content, h.policy_version)
                order by h.number)
       from history h
       left join contents t on t.authority_id = h.authority_id
        and t.process_id = h.process_id and t.number = h.number
      where h.authority_id = p.authority_id and h.process_id = p.id),
    (select json_agg(json_build_array(b.policy, b.state, b.occurrence, b.kind, a.occurred_on))
       from processes b
       left join history a
         on a.authority_id = b.authority_id and a.process_id = b.id and a.number = 1
      where b.authority_id = c.authority_id and b.case_id = c.id and b.id <> p.id),
    (select json_agg(json_build_array(
                w.id, w.name, w.email, k.audience, k.parental_responsibility, k.may_be_told,
                k.channel, k.lacks_capacity, k.from_on, k.until_on, w.left_on,
                k.may_be_invited))
       from links k
       join people w on w.authority_id = k.authority_id and w.id = k.person_id
      where k.authority_id = c.authority_id and k.pupil_id = c.pupil_id),
    (select json_agg(json_build_array(d.kind, d.value, d.from_on) order by d.recorded_at)
       from details_that_hold d
      where d.authority_id = c.authority_id and d.pupil_id = c.pupil_id),
    (select json_agg(json_build_array(
                k.rule_id, k.started_by, k.party, k.started_on, k.counted_from, k.due_on,
                k.safe_on, k.last_working_day, k.kind, k.settled_on, k.settled_by, k.met,
                k.disapplied, k.why_no_date, k.next_rung, k.next_rung_on, k.makes_on))
       from clocks k
      where k.authority_id = p.authority_id and k.process_id = p.id),
    (select json_agg(json_build_array(g.rule_id, g.started_by, g.party, g.day))
       from (select r.rule_id, r.started_by, r.party, max(r.day) as day from rungs r
              where r.authority_id = p.authority_id and r.process_id = p.id
              group by r.rule_id, r.started_by, r.party) g)) as told
from cases c
join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
join processes p on p.authority_id = c.authority_id and p.case_id = c.id
where c.authority_id = (select authority_here());
