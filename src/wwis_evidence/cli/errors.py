"""Why a command could not run."""


class CommandError(Exception):
    """A command could not run: bad arguments, no library. Its text is one line for people."""
