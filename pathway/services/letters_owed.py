"""Whom a move must be told to, in what words; and who has no e-mail and needs a person instead."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from notifications.letters import Letter, Rendered, render
from notifications.messages import Message
from pathway.domain.answerable import answerable
from pathway.domain.clock import Clock
from pathway.domain.dates_explained import DateExplained
from pathway.domain.dossier import Dossier
from pathway.domain.moving import Made
from pathway.domain.projection import DateToKnow
from pathway.persistence.tasks import NewTask
from pathway.services.letter_reasons import counted
from pathway.services.office import Office
from pathway.services.recipients import Recipient, recipients
from statemachines.forms import Form, named_in_letters
from statemachines.grammar import State
from statemachines.vocabulary import Audience, WaitingFor

WAITED_FOR = {
    "family": "the family",
    "school": "the school",
    "provider": "the provider",
    "health": "the health service",
    "authority": "the local authority",
    "tribunal": "the Tribunal",
    "mediation_adviser": "the mediation adviser",
    "nobody": "nobody",
}
"""Who is waited for, in the words of a letter."""

Reasons = Callable[[tuple[Clock, ...]], tuple[DateExplained, ...]]
SEN_SUPPORT = "graduated_approach"
DAYS_TO_POST = 2
"""Within how many days somebody without e-mail is to be told by post or telephone. PRACTICE."""


def letters_owed(
    office: Office,
    dossier: Dossier,
    made: Made,
    dates: tuple[DateToKnow, ...],
    reasons: Reasons,
    *,
    posted_on: date,
) -> tuple[list[Message], list[NewTask]]:
    """Return the finished letters that a move owes, and the errands where there is no e-mail.

    Nobody is told about a pupil who has died, and nobody of what they have just done themselves.

    Args:
        office: the authority.
        dossier: the case and the process, as they were before the move.
        made: the move.
        dates: the dates that the letters name.
        reasons: explains them by their clocks; asked only where a letter is written.
        posted_on: the civil day on which the letters are posted. Of what is recorded late those
            are told who were linked then and may be told now.
    """
    if dossier.subject.died_on is not None:
        return [], []
    messages, errands, today = [], [], made.situation.today
    for audience in sorted(made.decision.move.tells):
        words: Rendered | None = None  # an audience's letter says the same to each of them
        for recipient in recipients(dossier, audience, made, posted_on):
            key = f"{dossier.process_reference}/{made.line.number}/{recipient.id}"
            if recipient.channel == "e-mail" and recipient.email is not None:
                words = words or render(_letter(office, dossier, made, audience, dates, reasons))
                messages.append(_message(office, dossier, key, recipient, words, owed_on=today))
            else:
                errands.append(_errand(dossier, made, key, recipient))
    return messages, errands


def _letter(
    office: Office,
    dossier: Dossier,
    made: Made,
    audience: Audience,
    dates: tuple[DateToKnow, ...],
    reasons: Reasons,
) -> Letter:
    state: State = made.decision.target
    event = made.decision.move.event.value
    told = _concerning(audience, dossier, dates)
    why = reasons(tuple(one.clock for one in told))
    return Letter(
        template=event,
        audience=audience.value,
        reference=dossier.reference,
        stage=state.sentence,
        waits_for=WAITED_FOR[made.waits_for],
        on=made.line.on,
        dates=(*_named(made.situation.form, told), *((one.label, one.on) for one in told)),
        counted=counted(why, rights=audience is Audience.FAMILY),
        worker=answerable(dossier, made.situation.today).name,
        authority=office.sender,
        contact=office.contact,
        wording=office.wording.get(event, {}).get(audience, ""),
    )


def _concerning(
    audience: Audience, dossier: Dossier, dates: tuple[DateToKnow, ...]
) -> tuple[DateToKnow, ...]:
    """Return the dates that an audience is told of.

    The providers told of a case are those who teach the pupil elsewhere for a time. The school's
    duties go on meanwhile, as the pupil stays on its roll (AP-15), but they are owed to the parents
    and no part of the placement, whose own letters tell a hub the days of the placement.
    """
    if audience is not Audience.PROVIDER or dossier.policy != SEN_SUPPORT:
        return dates
    return tuple(one for one in dates if one.clock.owner is not WaitingFor.SCHOOL)


def _named(form: Form, dates: tuple[DateToKnow, ...]) -> Iterator[tuple[str, date]]:
    """Yield the days that a form agreed, as it calls them; not those that a clock tells of."""
    told, said = {one.on for one in dates}, form.entries()
    for field, words in named_in_letters(type(form)):
        day = said.get(field)
        if isinstance(day, date) and day not in told:
            yield words[0].upper() + words[1:], day


def _message(
    office: Office, dossier: Dossier, key: str, recipient: Recipient, words: Rendered, *,
    owed_on: date,
) -> Message:  # fmt: skip
    return Message(
        authority_id=office.authority_id,
        key=f"{key}/e-mail",
        recipient=recipient.email or "",
        recipient_id=recipient.id,
        reference=dossier.reference,
        subject=words.subject,
        body_text=words.text,
        body_html=words.html,
        owed_on=owed_on,
    )


def _errand(dossier: Dossier, made: Made, key: str, recipient: Recipient) -> NewTask:
    how = "by telephone" if recipient.channel == "phone" else "by post"
    return NewTask(
        key=f"{key}/{recipient.channel}",
        about=dossier.reference,
        owner=recipient.told_by or answerable(dossier, made.situation.today).id,
        reason=f"tell {recipient.name} {how}: {made.decision.move.event.value.replace('_', ' ')}",
        due_on=made.line.on + timedelta(days=DAYS_TO_POST),
    )
