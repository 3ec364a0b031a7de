"""A file of pupils as councils export it, read without storing anything.

`read_pupil_file` takes bytes and gives back the pupils that can be stored and every problem, with
line, column and reason. Whether good rows are stored when others are bad is the service's to say.
"""

from pathway.domain.pupil_file.columns import Column
from pathway.domain.pupil_file.known import KnownPupil, KnownPupils
from pathway.domain.pupil_file.problems import Level, Problem
from pathway.domain.pupil_file.reader import PupilFile, read_pupil_file
from pathway.domain.pupil_file.rows import Numbers, Parent, PupilRow, School

__all__ = [
    "Column",
    "KnownPupil",
    "KnownPupils",
    "Level",
    "Numbers",
    "Parent",
    "Problem",
    "PupilFile",
    "PupilRow",
    "School",
    "read_pupil_file",
]
