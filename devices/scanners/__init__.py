"""Code scanners on a serial port or typing as a keyboard: what they read. No Qt, no hub."""
