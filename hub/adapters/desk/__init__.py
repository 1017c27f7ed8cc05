"""What the desk keeps and hands on, on disk."""
