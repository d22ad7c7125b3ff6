"""The command line: arguments, exit codes, error printing. What a command does lives below."""

from auditor.cli.entry import main

__all__ = ["main"]
