"""Emergencies as machines tell them: CAP messages, reports of the 気象庁, and who reads them."""
