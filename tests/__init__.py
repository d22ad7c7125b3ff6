"""Tests, one folder a room, mirroring the package."""
