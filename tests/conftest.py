"""Makes `tests.builders` importable from every room's tests."""
