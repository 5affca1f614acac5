"""Layouts: how archives lay their records out, as TOML files, and the matcher that picks one."""
