"""Use cases of the hub, and the ports that they need."""
