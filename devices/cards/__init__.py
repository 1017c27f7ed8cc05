"""My Number cards in a PC/SC reader: the pure protocol, the reader and a virtual card."""
