"""Ticket printers: one layout rendered as an image, one port, its adapters and a simulator.

Importing this package loads neither the image nor the printer libraries.
"""
