"""A reminder to the family asks of them what the rule is about, and nothing else."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from pathway.domain.dossier import LinkedPerson
from pathway.domain.rules.rule import Kind
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.rungs import Rung
from pathway.persistence.due import Contact, DueRung
from pathway.services.alert_letters import Company, Reminder
from statemachines.vocabulary import Audience

TODAY, DUE = date(2026, 10, 1), date(2026, 10, 29)
FOR_VIEWS = "to tell us what you think"
OF_THEIR_OWN = [
    rule
    for rule in map(statute_book().rule, statute_book().ids)
    if rule.alerts is Audience.FAMILY and rule.kind is not Kind.FLOOR
]
MOTHER = LinkedPerson(
    id=uuid4(), name="Mo Ther", email="mo@people.example", audience="family",
    parental_responsibility=True, may_be_told=True, channel="e-mail", lacks_capacity=False,
    from_on=date(2020, 1, 1), until_on=None,
)  # fmt: skip


def letter(office, rule):
    clock = DueRung(
        process_id=uuid4(), rule_id=rule.id, started_by=1, party=UUID(int=0), started_on=TODAY,
        counted_from=TODAY, due_on=DUE, safe_on=None, last_working_day=DUE, kind=rule.kind.value,
        disapplied=None, rung="4w", rung_on=TODAY, policy="ehc_needs_assessment",
        policy_version=1, occurrence=1, state="requested", waits_for="family",
        reference="K7QM-3XWD-T", pupil_id=uuid4(),
        owner=Contact(uuid4(), "Cas Worker", "cas@people.example"), above=(), died_on=None,
    )  # fmt: skip
    rung = Rung(name="4w", on=TODAY, to=(Audience.FAMILY,))
    (sent,) = Reminder(clock, rule, rung, Company(people=(MOTHER,)), TODAY).letters(office)
    return sent


def test_there_are_such_rules():
    assert {"APP-01", "MED-01"} <= {rule.id for rule in OF_THEIR_OWN}


@pytest.mark.parametrize("rule", OF_THEIR_OWN, ids=lambda rule: rule.id)
def test_a_time_limit_of_the_familys_own_is_no_time_for_views(office, rule):
    sent = letter(office, rule)

    assert sent.recipient == MOTHER.email
    assert sent.subject.endswith("a time limit of yours ends on 29 October 2026")
    assert "until the end of 29 October 2026 if you want to do this" in sent.body_text
    assert rule.sentence in sent.body_text
    assert FOR_VIEWS not in sent.body_text


@pytest.mark.parametrize("rule_id", ["EHC-06", "AR-12"])
def test_a_time_for_representations_asks_for_views(office, rule_id):
    assert FOR_VIEWS in letter(office, statute_book().rule(rule_id)).body_text
