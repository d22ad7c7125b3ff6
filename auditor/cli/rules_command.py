"""`auditor rules`: the list of rules, or one explained."""

from __future__ import annotations

import sys

from auditor.cli.exit_codes import ExitCode
from auditor.reports.rule_docs import rule_named, rule_text, rules_list, rules_markdown
from auditor.rules import ALL_RULES

__all__ = ["rules_command"]


def rules_command(code: str | None, format_name: str) -> int:
    """Writes the rules, or the one with this code, and returns the exit code.

    Raises:
        UsageError: no rule has this code.
    """
    chosen = ALL_RULES if code is None else (rule_named(code),)
    if format_name == "markdown":
        text = rules_markdown(chosen)
    else:
        text = rules_list(chosen) if code is None else rule_text(chosen[0])
    sys.stdout.write(text)
    return ExitCode.DONE
