"""The rules, one file each, in a written tuple."""

from auditor.rules.rule import Hit, Rule, rule

__all__ = ["ALL_RULES", "RULE_SET_VERSION", "Hit", "Rule", "rule"]

RULE_SET_VERSION = "1"
ALL_RULES: tuple[Rule, ...] = ()
