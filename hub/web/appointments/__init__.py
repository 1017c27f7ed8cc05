"""Staff see the day's appointments, receive their visitors, and book for those who call."""
