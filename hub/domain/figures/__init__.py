"""The hall in figures: what each hour was like, by service and counter, never by person."""
