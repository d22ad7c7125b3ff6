from pathlib import Path

import pytest

from auditor.errors import UsageError
from auditor.finding import Severity
from auditor.settings import Settings, load_settings
from auditor.taxonomy import RoleId


def test_flags_beat_environment_beats_file_beats_defaults(tmp_path: Path) -> None:
    assert load_settings({}, {}, tmp_path) == Settings("offline", "guide", 8501)
    (tmp_path / "auditor.toml").write_text('reader = "auto"\nprofile = "market"\nport = 1\n')
    assert load_settings({}, {}, tmp_path) == Settings("auto", "market", 1)
    environment = {"AUDITOR_READER": "a", "AUDITOR_PROFILE": "b", "PORT": "2", "OTHER": "x"}
    assert load_settings({}, environment, tmp_path) == Settings("a", "b", 2)
    assert load_settings({"reader": "c", "port": 3}, environment, tmp_path) == Settings("c", "b", 3)


def test_an_empty_variable_is_not_set(tmp_path: Path) -> None:
    assert load_settings({}, {"AUDITOR_READER": "", "PORT": ""}, tmp_path) == Settings()


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('raeder = "x"', "auditor.toml: unknown key 'raeder'"),
        ("port = 70000", "auditor.toml: port: input should be less than or equal to 65535"),
        ('reader = ""', "auditor.toml: reader"),
        ("reader =", "auditor.toml is not TOML"),
        ("[reader]\nx = 1", "auditor.toml: reader"),
        ("reader = " + "[" * 5000, "auditor.toml is not TOML"),
        ("[thresholds]\npay_band_tolerance = nan", "auditor.toml: thresholds: input should be a finite number"),
    ],
)
def test_a_wrong_file_is_a_clear_error(tmp_path: Path, written: str, message: str) -> None:
    (tmp_path / "auditor.toml").write_text(written)
    with pytest.raises(UsageError) as caught:
        load_settings({}, {}, tmp_path)
    assert message in caught.value.message
    assert caught.value.hint


def test_a_wrong_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="environment: PORT"):
        load_settings({}, {"PORT": "http"}, tmp_path)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://host/v1", "host:80/v1", "http://", "http://[::1/v1", "http://host:http/v1", "http://host:70000/v1",
        "http://\uff41.example/v1", "http://host\x1b/v1", "http://host\\@other/v1", "http://name:s3cret@host/v1",
        "https://s3cret@host/v1", "http://host/v1?key=s3cret", "http://host/v1#s3cret", "http://host?s3cret", " http://h",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_used_or_holds_a_key_is_refused_without_being_said(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError, match="environment: AUDITOR_BASE_URL: ") as caught:
        load_settings({}, {"AUDITOR_BASE_URL": url}, tmp_path)
    said = caught.value.message + caught.value.hint
    assert "s3cret" not in said
    assert "pattern" not in said


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080/v1", "HTTPS://models.example", "http://[::1]:8080/a@b/"])
def test_an_address_stays_as_it_was_given(tmp_path: Path, url: str) -> None:
    assert load_settings({"base_url": url}, {}, tmp_path).base_url == url


def test_a_file_that_is_not_utf8_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match=r"auditor\.toml cannot be read"):
        load_settings({}, {}, tmp_path)


def test_what_the_house_decides_is_read_from_either_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.auditor]\nignore = ["TITLE"]\nhouse_policy = "old"\n')
    (tmp_path / "auditor.toml").write_text(
        'house_policy = "Here AI Engineer means LLM applications"\n'
        '[severity]\nTITLE005 = "info"\n[waive]\nHIRE001 = "agreed"\n[aliases]\n"AI  Wizard" = ["ai_developer"]\n'
    )
    policy = load_settings({}, {}, tmp_path).policy
    assert policy.ignore == ("TITLE",)
    assert policy.house == "Here AI Engineer means LLM applications"
    assert (policy.severity["TITLE005"], policy.waive["HIRE001"]) == (Severity.INFO, "agreed")
    assert policy.aliases == {"ai wizard": (RoleId.AI_DEVELOPER,)}


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ('ignore = ["TITEL001"]', "TITLE001"),
        ('[waive]\nTITLE01 = "x"', "TITLE001"),
        ('[waive]\nTITLE001 = " "', "Say why"),
        ("[thresholds]\nwish_list_tool = 3", "wish_list_tools"),
    ],
)
def test_an_unknown_name_is_an_error_that_names_near_ones(tmp_path: Path, written: str, near: str) -> None:
    (tmp_path / "auditor.toml").write_text(written)
    with pytest.raises(UsageError) as caught:
        load_settings({}, {}, tmp_path)
    assert near in caught.value.hint


@pytest.mark.parametrize("other", ["[[tool]]\nname = 1", "tool = 3", "[tool]\nother = 1"])
def test_a_project_file_that_says_nothing_to_us_is_passed_over(tmp_path: Path, other: str) -> None:
    (tmp_path / "pyproject.toml").write_text(other)
    assert load_settings({}, {}, tmp_path) == Settings()
