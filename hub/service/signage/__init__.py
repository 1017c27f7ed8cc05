"""The use cases of what the displays show: contents, their media, publications and plays."""
