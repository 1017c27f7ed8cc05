"""The hall's figures: counted, added up, and laid out as tables."""
