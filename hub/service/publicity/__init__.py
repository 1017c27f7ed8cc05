"""Congestion for everyone: what is published, as pages, data and files."""
