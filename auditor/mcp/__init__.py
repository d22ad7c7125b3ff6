"""The auditor as tools for an assistant, over the Model Context Protocol: audit, explain_rule, rewrite.

`answers` makes what the tools say, bounded in size and without the protocol; `server` serves it with the official SDK,
which only the extra `mcp` brings.
"""

from auditor.mcp.answers import Answers

__all__ = ["Answers"]
