"""What the hiring guide says for a posting: need, first move, staffing, cost, interview, channels, specification."""

from auditor.advice.advise import advise
from auditor.advice.model import Advice, Answers, Scope

__all__ = ["Advice", "Answers", "Scope", "advise"]
