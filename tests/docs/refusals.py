"""One refusal of each kind that somebody may meet at night; dots stand for what it names."""

from datetime import date, datetime
from pathlib import Path

import flows.errors as unattended
import notifications.errors as mail
import pathway.embedded.errors as embedded
import pathway.errors as house
from pathway.domain.errors import (
    BeforeAllRecords,
    CalendarRunsOut,
    CaseMovedMeanwhile,
    FutureNotRecorded,
)
from pathway.services.errors import NobodyActs

SOMETHING = "…"
SOMEWHERE = Path("…")
A_MOMENT = datetime(2026, 11, 20, 6)  # noqa: DTZ001  it is the missing zone that is refused
A_DAY = date(2028, 12, 31)

REFUSALS: tuple[Exception, ...] = (
    house.DatabaseUnreachable(SOMETHING),
    house.DatabaseFull(SOMETHING),
    house.DatabaseBusy(SOMETHING),
    house.DatabaseOutdated("0001", "0002"),
    house.DatabaseElsewhere(),
    house.DatabaseInUse(SOMETHING),
    house.SettingMissing("PATHWAY_SECRET", "PATHWAY_DATABASE_URL"),
    house.HomeUnwritable(SOMETHING, "No space left on device"),
    house.SettingUnfit("PATHWAY_SMTP_PORT", SOMETHING, SOMETHING),
    house.AuthorityUnknown("", ()),
    house.AuthorityAmbiguous(("000", "390")),
    embedded.BinariesMissing(SOMETHING),
    embedded.AccountMissing(SOMETHING),
    embedded.AccountRefused(SOMETHING, SOMETHING),
    embedded.FolderUnwritable(SOMEWHERE, SOMETHING),
    embedded.FolderUnreachable(SOMEWHERE, SOMETHING),
    embedded.DataFolderInUse(SOMEWHERE),
    embedded.OtherVersion(SOMEWHERE, "17", "18"),
    embedded.DiskFull(SOMEWHERE, 12_000_000),
    embedded.PortTaken(5432),
    embedded.CredentialsMissing(SOMEWHERE),
    embedded.ClusterNotMade(SOMEWHERE, SOMETHING),
    embedded.StartFailed(SOMEWHERE, SOMEWHERE, SOMETHING),
    embedded.StillStarting(SOMEWHERE, SOMEWHERE),
    embedded.StopFailed(SOMEWHERE, 4711, SOMETHING),
    unattended.SweepIncomplete(["K7QM-3XWD-T/placement/1: …"]),
    unattended.MomentNaive(A_MOMENT),
    unattended.PortTaken("Prefect's server", 4200, "PATHWAY_PREFECT_PORT"),
    unattended.UpAlready(4711, SOMETHING, ["http://127.0.0.1:4280/health"]),
    unattended.PartFailed("Prefect", SOMETHING),
    unattended.MailboxNotHere("smtp.council.example"),
    mail.MomentNaive(A_MOMENT),
    mail.MessageUnfit(SOMETHING, SOMETHING),
    mail.LetterUnknown(SOMETHING),
    mail.MailerUnsafe("smtp.council.example"),
    mail.SenderUnfit(SOMETHING),
    mail.LeaseTooShort(700, 600),
    mail.CertificatesUnreadable(SOMETHING, SOMETHING),
    mail.LetterUnwritten("closed", "family"),
    mail.LetterIncomplete("closed", "family", SOMETHING),
    mail.MailboxUnopened(SOMETHING, "127.0.0.1", 4225, SOMETHING),
    CalendarRunsOut("bank holidays", date(2012, 1, 1), A_DAY, date(2029, 1, 2)),
    CaseMovedMeanwhile("K7QM-3XWD-T/placement/1", 4, 5),
    FutureNotRecorded("2030-01-01"),
    BeforeAllRecords(date(1926, 9, 7), date(2007, 9, 1)),
    NobodyActs(("caseworker", "senco")),
)
"""Every class of the four modules above, and of the rules and services what comes up at night."""

NOT_HERE = frozenset({"PathwayError", "FlowError", "EmbeddedServerError", "NotificationError"})
"""The bases, which nobody raises."""

MODULES = (house, embedded, unattended, mail)
