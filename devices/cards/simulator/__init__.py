"""Virtual cards of people who do not exist: for trying, for the demo and for tests."""
