-- Who entered a link and when, and who entered or changed a person, what and when, stays on record.

alter table links
    add column recorded_at timestamp with time zone,
    add column recorded_by uuid;

create table people_entries (
    authority_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    recorded_at timestamp with time zone not null,
    recorded_by uuid,
    before jsonb,
    after jsonb not null,
    primary key (authority_id, id),
    foreign key (authority_id, person_id) references people (authority_id, id)
);
create index ix_people_entries_person on people_entries (person_id, authority_id);
grant select, insert on people_entries to pathway_app;
