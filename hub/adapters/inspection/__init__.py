"""What an uploaded file is: by its own bytes, never by its name, and decoded apart from the hub."""
