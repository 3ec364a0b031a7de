-- What the application's role may do: work, but own nothing, move no process by hand, and change
-- no line of history and no rung that has fired.

grant select on alembic_version to pathway_app;
grant select, insert on authorities to pathway_app;
grant select, insert, update on settings, people, pupils, links to pathway_app;
grant select, insert on calendars, pupil_details to pathway_app;
grant select on details_that_hold, dossiers to pathway_app;
grant select, insert, update (owner_id) on cases to pathway_app;
grant select, insert, update (kind, projected_on) on processes to pathway_app;
grant select, insert on history, contents to pathway_app;
grant select on erasures to pathway_app;
grant select, insert, update, delete on clocks to pathway_app;
grant select, insert on rungs to pathway_app;
grant select, insert, update (owner_id, due_on, ended_at, how_ended) on tasks to pathway_app;
grant select, insert, update (ended_at, tally) on sweeps to pathway_app;
grant select, insert, update on outbox to pathway_app;

revoke all on function
    hash_of_line(history), chain_to_line_before(), carry_processes_along(),
    contents_are_what_was_sealed(), processes_begin_at_the_beginning(),
    erase_content(uuid, integer, uuid, text)
from public;
grant execute on function hash_of_line(history), erase_content(uuid, integer, uuid, text)
to pathway_app;

-- Letters are read once and gone after a while: packing them costs more time than it saves room.
alter table outbox
    alter body_text set storage external,
    alter body_html set storage external;
