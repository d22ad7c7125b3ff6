"""The rules, one file each, in a written tuple."""

from auditor.rules.rule import Hit, Rule, rule
from auditor.rules.run import ABSORBS, ALL_RULES, RULE_SET_VERSION, run_rules

__all__ = ["ABSORBS", "ALL_RULES", "RULE_SET_VERSION", "Hit", "Rule", "rule", "run_rules"]
