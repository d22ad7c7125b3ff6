"""`auditor rules`: the list of rules, or one explained."""

from __future__ import annotations

import difflib
import sys

from auditor.errors import UsageError
from auditor.reports.rule_docs import rule_text, rules_list, rules_markdown
from auditor.rules import ALL_RULES

__all__ = ["rules_command"]


def rules_command(code: str | None, format_name: str) -> int:
    """Writes the rules, or the one with this code, and returns the exit code."""
    chosen = ALL_RULES if code is None else tuple(rule for rule in ALL_RULES if rule.code == code.upper())
    if code is not None and not chosen:
        codes = [rule.code for rule in ALL_RULES]
        near = difflib.get_close_matches(code.upper(), codes, n=1, cutoff=0.7)
        raise UsageError(f"no rule is called {code}", f"Did you mean {near[0]}?" if near else "Run auditor rules.")
    if format_name == "markdown":
        text = rules_markdown(chosen)
    else:
        text = rules_list(chosen) if code is None else rule_text(chosen[0])
    sys.stdout.write(text)
    return 0
