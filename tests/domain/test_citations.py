"""An address is given only where it follows surely from what is cited."""

import re

import pytest

from pathway.domain.citations import links
from pathway.domain.rights import rights
from pathway.domain.rules.statute_book import statute_book

LAW = "https://www.legislation.gov.uk"
SEND = f"{LAW}/uksi/2014/1530"


@pytest.mark.parametrize(
    ("citation", "addresses"),
    [
        pytest.param("SI 2014/1530 reg 5(1), (3)", [f"{SEND}/regulation/5"],
                     id="paragraphs are no part of an address"),
        pytest.param("SI 2014/1530 regs 20(10), 22(2)",
                     [f"{SEND}/regulation/20", f"{SEND}/regulation/22"], id="several regulations"),
        pytest.param("SI 2014/1530 reg 13(2), (3); CFA 2014 ss.39(8), 40(5)",
                     [f"{SEND}/regulation/13", f"{LAW}/ukpga/2014/6/section/39",
                      f"{LAW}/ukpga/2014/6/section/40"], id="an instrument and an Act"),
        pytest.param("SI 2010/1156 reg 4A", [f"{LAW}/uksi/2010/1156/regulation/4A"],
                     id="a regulation that was put in later"),
        pytest.param("SI 2007/1870 regs 6, 7 as substituted by SI 2012/1033 Sch 2 para 8",
                     [f"{LAW}/uksi/2007/1870/regulation/6", f"{LAW}/uksi/2007/1870/regulation/7",
                      f"{LAW}/uksi/2012/1033/schedule/2/paragraph/8"], id="what amended it"),
        pytest.param("Education Act 1996 s.19(3A), (3B)", [f"{LAW}/ukpga/1996/56/section/19"],
                     id="an Act by its whole name"),
        pytest.param("Equality Act 2010 Sch 17 para 4",
                     [f"{LAW}/ukpga/2010/15/schedule/17/paragraph/4"], id="a schedule"),
        pytest.param("SI 2008/2699 rr.12, 20(1)(c)",
                     [f"{LAW}/uksi/2008/2699/article/12", f"{LAW}/uksi/2008/2699/article/20"],
                     id="the Tribunal's rules stand there as articles"),
        pytest.param("SI 1998/3132 r.54.5(1)", [f"{LAW}/uksi/1998/3132"],
                     id="rules of court are not addressed one by one"),
        pytest.param("R (L, M and P) v Devon CC [2022] EWHC 493 (Admin)",
                     ["https://caselaw.nationalarchives.gov.uk/ewhc/admin/2022/493"],
                     id="a judgment by its neutral citation"),
        pytest.param("Hampshire CC v GC [2026] EWCA Civ 20",
                     ["https://caselaw.nationalarchives.gov.uk/ewca/civ/2026/20"],
                     id="a judgment on appeal"),
        pytest.param("Arranging Alternative Provision (2025)", [], id="guidance has none"),
        pytest.param("practice; no law gives a period", [], id="practice has none"),
    ],
)  # fmt: skip
def test_a_citation_leads_to_its_provisions(citation, addresses):
    assert [link.address for link in links(citation)] == addresses


def test_every_instrument_and_act_that_a_rule_or_a_right_cites_has_an_address():
    law = statute_book()
    cited = [law.rule(rule_id).citation for rule_id in law.ids]
    cited += [right.citation for rule_id in law.ids for right in rights(law.rule(rule_id), None)]

    for citation in set(cited):
        instruments = set(re.findall(r"SI \d{4}/\d+|\w+ (?:Act )?\d{4} (?=s|Sch)", citation))
        named = " ".join(link.words for link in links(citation))
        assert all(instrument.split()[-1] in named for instrument in instruments), citation


def test_no_address_is_given_twice():
    for rule_id in statute_book().ids:
        found = links(statute_book().rule(rule_id).citation)
        assert len(found) == len(set(found))
