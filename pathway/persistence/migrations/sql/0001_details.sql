-- Details are only ever added. What a line says of a kind is what was recorded for it last; where
-- that is nothing, because the line was put right or annulled, it says nothing of it any more.

create view details_that_hold with (security_invoker = true) as
select d.* from pupil_details d
where d.value <> ''
  and not exists (
    select 1 from pupil_details n
    where n.authority_id = d.authority_id and n.pupil_id = d.pupil_id and n.kind = d.kind
      and n.process_id = d.process_id and n.line = d.line and n.recorded_at > d.recorded_at);
