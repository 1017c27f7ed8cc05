"""What the screens of guided forms show, and what is done on them."""
