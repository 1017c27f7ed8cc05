"""The floor guide: places, how to find one by its name, and the way to it. Pure."""
