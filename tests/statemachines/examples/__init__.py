"""For each policy, situations in which each of its guards says yes and no, and its forms filled.

A module here is named like its policy and holds three tables: `GUARDS`, from each guard to a
situation in which it says yes and one in which it says no; `FORMS`, from each form to one of its
kind, filled; and `LINES`, what has been recorded where nothing else is said. The general tests ask
for them; a new policy brings a module of its own. The common moves have theirs already.
"""
