"""Appointments as visitors and staff use them."""
