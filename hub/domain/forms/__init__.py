"""Guided forms: what is asked, what was answered, and what follows from it. Pure.

A `Book` holds all definitions; `Answers` what one visitor said. Everything else is a function
of (book, event, answers, today), so nothing of a visitor is kept anywhere here.
"""
