-- Tables, keys and checks. The columns are explained in pathway/persistence/tables/ and, for the
-- outbox, in notifications/tables.py.

CREATE TABLE authorities (
    id UUID NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    pack TEXT NOT NULL,
    synthetic BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_authority_code_is_three_digits CHECK (code ~ '^[0-9]{3}$'),
    UNIQUE (code)
);

CREATE TABLE seat_secret (
    one BOOLEAN NOT NULL,
    secret TEXT NOT NULL,
    PRIMARY KEY (one),
    CONSTRAINT ck_seat_secret_is_one CHECK (one)
);

CREATE TABLE people (
    authority_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    roles TEXT[] NOT NULL,
    districts TEXT[] DEFAULT '{}' NOT NULL,
    setting_id UUID,
    manager_id UUID,
    left_on DATE,
    PRIMARY KEY (authority_id, id),
    CONSTRAINT ck_person_email CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
    FOREIGN KEY(authority_id) REFERENCES authorities (id)
);

CREATE TABLE pupils (
    authority_id UUID NOT NULL,
    id UUID NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    born_on DATE NOT NULL,
    sex TEXT,
    ethnicity TEXT,
    postcode TEXT,
    upn TEXT,
    upn_unknown TEXT,
    uln TEXT,
    restricted BOOLEAN NOT NULL,
    died_on DATE,
    PRIMARY KEY (authority_id, id),
    CONSTRAINT ck_pupil_sex CHECK (sex in ('M', 'F')),
    CONSTRAINT ck_pupil_upn_or_why CHECK (
        upn is not null or uln is not null or upn_unknown is not null
    ),
    CONSTRAINT ck_pupil_died_after_birth CHECK (died_on is null or died_on >= born_on),
    FOREIGN KEY(authority_id) REFERENCES authorities (id)
);

CREATE INDEX ix_pupils_name ON pupils (family_name, authority_id, given_name, born_on);

CREATE INDEX ix_pupils_upn ON pupils (upn, authority_id);

CREATE TABLE settings (
    authority_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    phase TEXT,
    urn TEXT,
    ukprn TEXT,
    setting_type TEXT,
    email TEXT,
    PRIMARY KEY (authority_id, id),
    CONSTRAINT ck_setting_urn_is_six_digits CHECK (urn ~ '^[0-9]{6}$'),
    CONSTRAINT ck_setting_ukprn_is_eight_digits CHECK (ukprn ~ '^1[0-9]{7}$'),
    UNIQUE (urn, authority_id),
    FOREIGN KEY(authority_id) REFERENCES authorities (id)
);

CREATE TABLE sweeps (
    authority_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    for_at TIMESTAMP WITH TIME ZONE NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    tally JSONB DEFAULT '{}' NOT NULL,
    PRIMARY KEY (authority_id, id),
    FOREIGN KEY(authority_id) REFERENCES authorities (id)
);

CREATE INDEX ix_sweeps_ended ON sweeps (authority_id, kind, ended_at);

CREATE TABLE calendars (
    authority_id UUID NOT NULL,
    id UUID NOT NULL,
    setting_id UUID,
    name TEXT NOT NULL,
    terms JSONB NOT NULL,
    closures JSONB NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    person_id UUID,
    PRIMARY KEY (authority_id, id),
    FOREIGN KEY(authority_id, setting_id) REFERENCES settings (authority_id, id),
    UNIQUE NULLS NOT DISTINCT (authority_id, setting_id, recorded_at),
    FOREIGN KEY(authority_id) REFERENCES authorities (id)
);

CREATE TABLE cases (
    authority_id UUID NOT NULL,
    id UUID NOT NULL,
    reference TEXT NOT NULL,
    pupil_id UUID NOT NULL,
    owner_id UUID NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (authority_id, id),
    FOREIGN KEY(authority_id, pupil_id) REFERENCES pupils (authority_id, id),
    FOREIGN KEY(authority_id, owner_id) REFERENCES people (authority_id, id),
    UNIQUE (authority_id, reference),
    CONSTRAINT uq_one_file_a_pupil UNIQUE (authority_id, pupil_id)
);

CREATE INDEX ix_cases_owner ON cases (owner_id, authority_id);

CREATE TABLE links (
    authority_id UUID NOT NULL,
    id UUID NOT NULL,
    pupil_id UUID NOT NULL,
    person_id UUID NOT NULL,
    relationship TEXT NOT NULL,
    audience TEXT NOT NULL,
    parental_responsibility BOOLEAN NOT NULL,
    court_order TEXT,
    language TEXT NOT NULL,
    interpreter BOOLEAN NOT NULL,
    format TEXT NOT NULL,
    channel TEXT NOT NULL,
    may_be_told BOOLEAN NOT NULL,
    may_be_invited BOOLEAN NOT NULL,
    may_see_home BOOLEAN NOT NULL,
    may_see_placement BOOLEAN NOT NULL,
    lacks_capacity BOOLEAN NOT NULL,
    from_on DATE NOT NULL,
    until_on DATE,
    PRIMARY KEY (authority_id, id),
    FOREIGN KEY(authority_id, pupil_id) REFERENCES pupils (authority_id, id),
    FOREIGN KEY(authority_id, person_id) REFERENCES people (authority_id, id),
    CONSTRAINT ck_link_channel CHECK (channel in ('e-mail', 'post', 'phone')),
    CONSTRAINT ck_link_in_order CHECK (until_on is null or until_on >= from_on)
);

CREATE INDEX ix_links_person ON links (person_id, authority_id);

CREATE INDEX ix_links_pupil ON links (pupil_id, authority_id);

CREATE TABLE pupil_details (
    authority_id UUID NOT NULL,
    id UUID NOT NULL,
    pupil_id UUID NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    from_on DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    process_id UUID,
    line INTEGER,
    PRIMARY KEY (authority_id, id),
    FOREIGN KEY(authority_id, pupil_id) REFERENCES pupils (authority_id, id),
    CONSTRAINT ck_pupil_detail_kind CHECK (kind in ('school', 'district', 'year_group', 'primary_need', 'secondary_need', 'caseworker', 'looked_after', 'child_protection', 'home_educated'))
);

CREATE INDEX ix_pupil_details_pupil ON pupil_details (pupil_id, authority_id, kind, from_on);

CREATE TABLE tasks (
    authority_id UUID NOT NULL,
    id UUID NOT NULL,
    key TEXT NOT NULL,
    about TEXT NOT NULL,
    owner_id UUID NOT NULL,
    reason TEXT NOT NULL,
    due_on DATE NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    how_ended TEXT,
    PRIMARY KEY (authority_id, id),
    FOREIGN KEY(authority_id, owner_id) REFERENCES people (authority_id, id),
    UNIQUE (authority_id, key),
    CONSTRAINT ck_task_end_says_how CHECK ((ended_at is null) = (how_ended is null))
);

CREATE INDEX ix_tasks_open ON tasks (authority_id, owner_id, due_on) WHERE ended_at is null;

CREATE TABLE processes (
    authority_id UUID NOT NULL,
    id UUID NOT NULL,
    case_id UUID NOT NULL,
    policy TEXT NOT NULL,
    policy_version INTEGER NOT NULL,
    occurrence INTEGER NOT NULL,
    kind TEXT,
    state TEXT NOT NULL,
    waits_for TEXT DEFAULT 'nobody' NOT NULL,
    cycle INTEGER NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE,
    projected_on DATE,
    drawn_on DATE GENERATED ALWAYS AS (
        GREATEST(CAST(recorded_at AT TIME ZONE 'Europe/London' AS date), projected_on)
    ) STORED,
    tip BYTEA NOT NULL,
    PRIMARY KEY (authority_id, id),
    FOREIGN KEY(authority_id, case_id) REFERENCES cases (authority_id, id),
    UNIQUE (authority_id, case_id, policy, occurrence),
    CONSTRAINT ck_process_occurrence CHECK (occurrence >= 1),
    CONSTRAINT ck_process_counts CHECK (version >= 0 and cycle >= 0),
    CONSTRAINT ck_process_tip_is_a_hash CHECK (octet_length(tip) = 32)
);

CREATE INDEX ix_processes_state ON processes (state, policy, authority_id, drawn_on);

CREATE TABLE clocks (
    authority_id UUID NOT NULL,
    process_id UUID NOT NULL,
    rule_id TEXT NOT NULL,
    started_by INTEGER NOT NULL,
    party UUID NOT NULL,
    started_on DATE NOT NULL,
    counted_from DATE NOT NULL,
    due_on DATE,
    safe_on DATE,
    last_working_day DATE,
    kind TEXT NOT NULL,
    settled_on DATE,
    settled_by INTEGER,
    met BOOLEAN NOT NULL,
    disapplied TEXT,
    why_no_date TEXT,
    next_rung TEXT,
    next_rung_on DATE,
    makes_on DATE,
    PRIMARY KEY (authority_id, process_id, rule_id, started_by, party),
    FOREIGN KEY(authority_id, process_id) REFERENCES processes (authority_id, id),
    CONSTRAINT ck_clock_kind CHECK (kind in ('deadline', 'floor', 'target')),
    CONSTRAINT ck_clock_date_or_reason CHECK (due_on is not null or why_no_date is not null)
);

CREATE INDEX ix_clocks_makes ON clocks (authority_id, makes_on) WHERE makes_on is not null;

CREATE INDEX ix_clocks_next_rung ON clocks (authority_id, next_rung_on, process_id) WHERE next_rung_on is not null;

CREATE INDEX ix_clocks_open_due ON clocks (authority_id, due_on) WHERE settled_on is null;

CREATE TABLE history (
    authority_id UUID NOT NULL,
    process_id UUID NOT NULL,
    number INTEGER NOT NULL,
    move TEXT NOT NULL,
    event TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    waits_for TEXT NOT NULL,
    cycle INTEGER NOT NULL,
    occurred_on DATE NOT NULL,
    occurred_at TIMESTAMP WITH TIME ZONE,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    person_id UUID NOT NULL,
    role TEXT NOT NULL,
    policy_version INTEGER NOT NULL,
    historic BOOLEAN NOT NULL,
    corrects INTEGER,
    idempotency_key TEXT,
    content_digest BYTEA NOT NULL,
    prior BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (authority_id, process_id, number),
    FOREIGN KEY(authority_id, process_id) REFERENCES processes (authority_id, id),
    UNIQUE (idempotency_key, authority_id),
    CONSTRAINT ck_history_number CHECK (number >= 1),
    CONSTRAINT ck_history_digest_is_a_hash CHECK (octet_length(content_digest) = 32)
);

CREATE INDEX ix_history_entered ON history (to_state, authority_id, occurred_on);

CREATE TABLE rungs (
    authority_id UUID NOT NULL,
    process_id UUID NOT NULL,
    rule_id TEXT NOT NULL,
    started_by INTEGER NOT NULL,
    party UUID NOT NULL,
    rung TEXT NOT NULL,
    day DATE NOT NULL,
    fired_at TIMESTAMP WITH TIME ZONE NOT NULL,
    passed_over BOOLEAN NOT NULL,
    PRIMARY KEY (authority_id, process_id, rule_id, started_by, party, rung, day),
    FOREIGN KEY(authority_id, process_id) REFERENCES processes (authority_id, id)
);

CREATE INDEX ix_rungs_fired ON rungs (authority_id, fired_at);

CREATE TABLE contents (
    authority_id UUID NOT NULL,
    process_id UUID NOT NULL,
    number INTEGER NOT NULL,
    salt BYTEA NOT NULL,
    form TEXT NOT NULL,
    form_version INTEGER NOT NULL,
    content JSON NOT NULL,
    PRIMARY KEY (authority_id, process_id, number),
    FOREIGN KEY(authority_id, process_id, number) REFERENCES history (authority_id, process_id, number)
);

CREATE TABLE erasures (
    authority_id UUID NOT NULL,
    process_id UUID NOT NULL,
    number INTEGER NOT NULL,
    erased_at TIMESTAMP WITH TIME ZONE NOT NULL,
    person_id UUID NOT NULL,
    ground TEXT NOT NULL,
    PRIMARY KEY (authority_id, process_id, number),
    FOREIGN KEY(authority_id, process_id, number) REFERENCES history (authority_id, process_id, number)
);

CREATE TABLE outbox (
    authority_id UUID NOT NULL,
    key TEXT NOT NULL,
    recipient TEXT NOT NULL,
    recipient_id UUID,
    reference TEXT NOT NULL,
    subject TEXT NOT NULL,
    body_text TEXT,
    body_html TEXT,
    owed_on DATE,
    posted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    attempts INTEGER DEFAULT 0 NOT NULL,
    interruptions INTEGER DEFAULT 0 NOT NULL,
    claimed_by TEXT,
    claimed_until TIMESTAMP WITH TIME ZONE,
    sent_at TIMESTAMP WITH TIME ZONE,
    dead_at TIMESTAMP WITH TIME ZONE,
    withdrawn_at TIMESTAMP WITH TIME ZONE,
    erased_at TIMESTAMP WITH TIME ZONE,
    last_error TEXT,
    CONSTRAINT pk_outbox PRIMARY KEY (authority_id, key),
    CONSTRAINT ck_outbox_key_is_there CHECK (length(key) BETWEEN 1 AND 400),
    CONSTRAINT ck_outbox_recipient CHECK (recipient <> '' AND recipient !~ '[\r\n]'),
    CONSTRAINT ck_outbox_subject_is_one_line CHECK (subject <> '' AND subject !~ '[\r\n]'),
    CONSTRAINT ck_outbox_tries_are_not_negative CHECK (attempts >= 0 AND interruptions >= 0),
    CONSTRAINT ck_outbox_one_end_at_most CHECK (num_nonnulls(sent_at, dead_at, withdrawn_at) <= 1),
    CONSTRAINT ck_outbox_claim_has_a_lease CHECK ((claimed_by IS NULL) = (claimed_until IS NULL)),
    CONSTRAINT ck_outbox_ended_is_not_claimed CHECK (claimed_by IS NULL OR (sent_at IS NULL AND dead_at IS NULL)),
    CONSTRAINT ck_outbox_words_until_erased CHECK (num_nulls(body_text, body_html) = CASE WHEN erased_at IS NULL THEN 0 ELSE 2 END),
    CONSTRAINT ck_outbox_erased_only_when_ended CHECK (erased_at IS NULL OR num_nonnulls(sent_at, dead_at, withdrawn_at) = 1)
);

CREATE INDEX ix_outbox_kept ON outbox (authority_id, posted_at) WHERE erased_at IS NULL;

CREATE INDEX ix_outbox_reference ON outbox (reference, authority_id);

CREATE INDEX ix_outbox_waiting ON outbox (authority_id, due_at) WHERE sent_at IS NULL AND dead_at IS NULL AND withdrawn_at IS NULL;

COMMENT ON COLUMN outbox.key IS 'process, occurrence, event, recipient, channel';
COMMENT ON COLUMN outbox.recipient IS 'the e-mail address as it was then';
COMMENT ON COLUMN outbox.recipient_id IS 'the person; none where a shared mailbox is written to';
COMMENT ON COLUMN outbox.reference IS 'of the case; blank in a digest';
COMMENT ON COLUMN outbox.owed_on IS 'by the clock of whoever owes it';
COMMENT ON COLUMN outbox.posted_at IS 'when first due';
COMMENT ON COLUMN outbox.due_at IS 'later after each refusal';
COMMENT ON COLUMN outbox.dead_at IS 'given up: a person has to act';
COMMENT ON COLUMN outbox.withdrawn_at IS 'must not go out any more';
COMMENT ON COLUMN outbox.erased_at IS 'words gone; key and times stay';
