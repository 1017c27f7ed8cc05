"""Visitors book a time, change it and give it up, on their phones and without an account."""
