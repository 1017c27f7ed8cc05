"""The folder `forms` of a city: reading its files, and what must fit together in them."""
