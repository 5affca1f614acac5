"""Recognisers: each reads one phenomenon and adds spans; none knows of another."""
