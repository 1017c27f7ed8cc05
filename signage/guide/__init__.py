"""What a touched display does: the floor guide, until nobody touches it any more. Pure."""
