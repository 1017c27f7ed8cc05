"""A virtual ESC/POS printer that turns the bytes it gets back into pictures of tickets."""
