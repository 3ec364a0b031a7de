"""The served flows on a timetable of a few seconds, as a process: what a test waits for."""

from dataclasses import replace

from flows.lifeline import end_at_once, end_with_parent
from flows.served import serve
from flows.timetable import TIMETABLE

EVERY_FIVE_SECONDS = "* * * * * */5"

if __name__ == "__main__":
    end_with_parent()
    end_at_once()
    entry = replace(TIMETABLE[0], cron=EVERY_FIVE_SECONDS, made_up=False)
    serve([entry], look_every=1)
