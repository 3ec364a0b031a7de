"""The served flows on a timetable of a few seconds, as a process: what a test waits for."""

from dataclasses import replace

from flows.lifeline import end_with_parent
from flows.served import serve
from flows.timetable import TIMETABLE

EVERY_FIVE_SECONDS = "* * * * * */5"

if __name__ == "__main__":
    end_with_parent()
    entry = replace(TIMETABLE[0], cron=EVERY_FIVE_SECONDS, made_up=False)
    serve([entry], at_once=1, look_every=1)
