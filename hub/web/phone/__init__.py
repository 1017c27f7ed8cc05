"""What visitors have on their own phone: the ticket's page, notices, numbers by phone."""
