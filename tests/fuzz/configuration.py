"""What is fuzzed of the settings: any file, any value of any key, any environment."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

from hypothesis import strategies as st

from auditor.errors import UsageError
from auditor.settings import _ENVIRONMENT as VARIABLES
from auditor.settings import Configuration, Settings, load_settings
from tests.fuzz.inputs import ANY_TEXT, Target

KEYS = tuple(Configuration.model_fields)
SCALAR = st.sampled_from([
    '"offline"', '"openai/x"', '"ALL"', '"TITLE"', '"TITLE001"', '"error"', '"guide"', '""', "0", "-1", "1e400", "nan",
    "99999999999999999999", "true", '"http://a@b/"', '"bands.toml"', '"."', '"/dev/null"', '"\\\\u0000"', "2026-01-01",
    '"ai_engineer"', '["TITLE001"]', '["ai_engineer", "x"]', "[]", "[[1]]", "{}", '{TITLE001 = "off"}',
    '{TITLE001 = "a reason"}', '{"x y" = ["ai_engineer"]}', '{wish_list_items = 3}', "{a = {b = 1}}",
])  # fmt: skip
LINE = st.one_of(
    st.tuples(st.sampled_from([*KEYS, "tool", "tool.auditor", "nothing", '""']), SCALAR).map(" = ".join),
    st.sampled_from(
        ["[tool]", "[tool.auditor]", "[severity]", "[thresholds]", "[waive]", "[aliases]", "[[tool]]", "]"]
    ),
    st.tuples(st.sampled_from(["TITLE001", '"a b"', "wish_list_items", "HIRE"]), SCALAR).map(" = ".join),
    ANY_TEXT.map(lambda text: text[:20]),
)
FILE = st.one_of(st.none(), st.binary(max_size=60), st.lists(LINE, max_size=6).map(
    lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass")
))  # fmt: skip
VALUE = st.one_of(st.sampled_from(["offline", "0", "8501", "-1", "nan", "1e400", "http://a/", "file:///etc", "\x00"]),
                  ANY_TEXT.map(lambda text: text[:20]))  # fmt: skip
ENVIRONMENT = st.dictionaries(st.sampled_from(sorted(VARIABLES.values())), VALUE, max_size=3)
SETTINGS = st.tuples(FILE, FILE, FILE, ENVIRONMENT)


def check_settings(drawn: tuple[bytes | None, bytes | None, bytes | None, dict[str, str]]) -> None:
    *files, environment = drawn
    with tempfile.TemporaryDirectory() as folder:
        for name, raw in zip(("auditor.toml", "pyproject.toml", "bands.toml"), files, strict=True):
            if raw is not None:
                (Path(folder) / name).write_bytes(raw)
        with contextlib.suppress(UsageError):
            found = load_settings({}, environment, Path(folder))
            assert isinstance(found, Settings)
            assert 1 <= found.port <= 65535
            assert 0 < found.timeout <= 3600


CONFIGURATION: tuple[Target, ...] = (Target("settings", SETTINGS, check_settings),)
