"""What a posting says it pays: statements parsed from text and from a structured field, and the tables about pay."""

from auditor.pay.field import parse_pay_field
from auditor.pay.model import Component, PayRange, PayStatement, Period
from auditor.pay.statements import find_pay

__all__ = ["Component", "PayRange", "PayStatement", "Period", "find_pay", "parse_pay_field"]
