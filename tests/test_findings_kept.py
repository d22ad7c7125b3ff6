from tests.findings_kept import ADVICE, kept, made, may_replace


def test_findings_change_only_with_a_version() -> None:
    assert made() == kept(), ADVICE


def test_other_findings_under_the_same_versions_are_not_written() -> None:
    old = {"versions": {"rule_set": "1"}, "findings": {"a": ["TITLE001 warning"]}}
    assert not may_replace(old, old | {"findings": {"a": []}})
    assert may_replace(old, {"versions": {"rule_set": "2"}, "findings": {"a": []}})
    assert may_replace(old, old | {"findings": {"a": ["TITLE001 warning"], "b": []}})
