"""What the displays show, as its managers see it: pages, forms and their words."""
