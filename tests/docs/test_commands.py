"""Every command that the manual prints is one that the command line understands."""

import pytest

from pathway.cli.main import root
from tests.docs.blocks import PAGES, blocks, commands, name

PRINTED = [
    pytest.param(words, id=f"{name(page)}:{block.line} pathway {' '.join(words[:2])}")
    for page in PAGES
    for block in blocks(page)
    if block.language == "sh"
    for words in commands(block.text)
]


@pytest.mark.parametrize("words", PRINTED)
def test_a_printed_command_is_understood(words):
    understand(root, words)


def understand(command, words):
    """Parse a command as it would be called, down to its last option, and do not call it."""
    real = command.real() if hasattr(command, "real") else command
    if hasattr(real, "resolve_command"):
        context = real.make_context("pathway", list(words))
        left = [*context._protected_args, *context.args]  # noqa: SLF001  as a group itself does
        _, within, rest = real.resolve_command(context, left)
        understand(within, rest)
    else:
        real.make_context("pathway", list(words))


def test_the_manual_prints_many_commands():
    assert len(PRINTED) > 100
