"""What a lobby is: pure functions over frozen dataclasses, with the instant as an argument."""
