"""Code scanners on a serial port (USB-COM): what they read, as text. No Qt, no hub."""
