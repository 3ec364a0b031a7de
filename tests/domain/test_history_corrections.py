"""A history with corrections reads as one in which all had been right at first."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from pathway.domain.history import StoredLine, fold
from statemachines.events import Event
from statemachines.graduated_approach import GRADUATED_APPROACH
from statemachines.vocabulary import Role

FIRST_DAY = date(2026, 9, 7)
OPENED = ("open case", Event.CASE_OPENED, "not_begun", "assess", 1)
MET = ("hold review meeting", Event.REVIEW_MEETING_HELD, "assess", "assess", 1)
RENEWED = ("bring in", Event.BROUGHT_IN, "not_begun", "do", 2)


def stored(number, made, content, *, on=FIRST_DAY):
    move, event, source, target, cycle = made
    return StoredLine(
        number, move, event, source, target, on, cycle, UUID(int=1), Role.MANAGER, 1, content
    )


def opening():
    content = {"concern": "reads slowly", "year_group": "5", "primary_need": "SLCN"}
    return stored(1, OPENED, content)


def correction(number, line, **said):
    content = {"line": line, "reason": "a mistake", **said}
    made = ("correct", Event.CORRECTED, "assess", "assess", 1)
    return stored(number, made, content)


MISTAKES = st.one_of(
    st.just({"did_not_happen": True}),
    st.builds(lambda said: {"right_values": {"pupils_words": said}}, st.sampled_from("abc")),
    st.builds(
        lambda days: {"happened_on": (FIRST_DAY + timedelta(days)).isoformat()}, st.integers(1, 9)
    ),
)


def as_it_was_meant(meetings, corrections):
    """Say with nothing of ours what the meetings are once each correction is taken for what it is.

    A correction that another annuls has never been; so the last of them is looked at first.
    """
    void, meant = set(), {line.number: line for line in meetings}
    for number, (target, _) in sorted(corrections.items(), reverse=True):
        if number not in void and target in corrections:
            void.add(target)
    for number, (target, mistake) in sorted(corrections.items()):
        line = meant.get(target)
        if number in void or line is None:
            continue
        if "did_not_happen" in mistake:
            del meant[target]
            continue
        on = mistake.get("happened_on", line.on.isoformat())
        content = {**line.content, **mistake.get("right_values", {})}
        meant[target] = line._replace(on=date.fromisoformat(on), content=content)
    return [meant[number] for number in sorted(meant)]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_corrections_of_corrections_read_as_if_all_had_been_right_at_first(data):
    lines = [opening(), *(stored(n, MET, {"pupils_words": "x"}) for n in (2, 3))]
    corrections = {}
    for number in range(4, 4 + data.draw(st.integers(1, 6))):
        target = data.draw(st.integers(2, number - 1))
        mistake = {"did_not_happen": True} if target in corrections else data.draw(MISTAKES)
        corrections[number] = (target, mistake)
        lines.append(correction(number, target, **mistake))

    corrected = fold(GRADUATED_APPROACH, lines)
    meant = fold(GRADUATED_APPROACH, [lines[0], *as_it_was_meant(lines[1:3], corrections)])

    kept = [line for line in corrected.record.lines if line.event is not Event.CORRECTED]
    assert kept == list(meant.record.lines)
    assert (corrected.state, corrected.cycle) == (meant.state, meant.cycle)


def test_lines_after_one_that_is_put_right_stand_in_the_state_and_cycle_it_should_have_led_to():
    said = {"source": "an older system", "state": "do", "cycle": 2}
    lines = [
        stored(1, RENEWED, said),
        stored(2, ("hold review meeting", Event.REVIEW_MEETING_HELD, "do", "do", 2), {"note": "x"}),
        correction(3, 1, right_values={"state": "plan", "cycle": 3}),
    ]

    folded = fold(GRADUATED_APPROACH, lines)

    assert (folded.state, folded.cycle) == ("plan", 3)
    assert [(line.state, line.cycle) for line in folded.record.lines] == [("plan", 3)] * 3


def test_a_line_that_was_erased_reads_as_a_form_that_says_nothing():
    lines = [stored(1, OPENED, {}), correction(2, 1, right_values={"concern": "another"})]

    folded = fold(GRADUATED_APPROACH, lines)

    assert (folded.state, folded.kind) == ("assess", None)
    assert dict(folded.record.lines[0].form.entries()) == {"note": "", "went_ahead_because": ""}


def test_a_correction_erased_with_what_it_did_has_no_effect_but_the_state_it_led_to():
    lines = [
        opening(),
        stored(2, ("correct", Event.CORRECTED, "assess", "not_begun", 0), {}),
    ]

    folded = fold(GRADUATED_APPROACH, lines)

    assert (folded.state, folded.cycle) == ("not_begun", 0)
