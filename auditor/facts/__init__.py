"""Facts that deterministic code finds in a posting for every reader: language, kind, level, self-name, instructions."""
