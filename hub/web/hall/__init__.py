"""/figures: the hall in plots, tables and files, for those who lead it."""
