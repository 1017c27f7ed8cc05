"""Sealed codes: a completed form crosses from the lobby to the desk as encrypted text. Pure.

FORMAT.md beside this file describes every byte, for other makers too; vectors.json tests them.
"""
