"""How long until a visitor is called: a walk through the lines as the counters will take them."""
