"""`auditor mcp`: serves the tools for an assistant on standard input and output."""

from __future__ import annotations

from auditor.cli.exit_codes import ExitCode
from auditor.errors import UsageError
from auditor.pipeline import profile_named
from auditor.settings import Settings
from auditor.taxonomy import load_taxonomy

__all__ = ["mcp_command"]


def mcp_command(settings: Settings) -> int:
    """Serves until the client closes the connection; returns the exit code.

    Raises:
        UsageError: the extra `mcp` is not installed, or no profile has the configured name.
    """
    profile_named(settings.profile, load_taxonomy())
    try:
        from auditor.mcp.server import build_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise UsageError(
            "auditor mcp needs the extra mcp, which is not installed",
            "Install it beside the auditor: pip install 'mcp>=2.3,<3', or '.[mcp]' in a checkout.",
        ) from error
    build_server(settings).run("stdio")
    return ExitCode.DONE
