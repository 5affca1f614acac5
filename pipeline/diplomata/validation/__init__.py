"""Validation: the XSD gate, its explanation, rules between elements."""
