"""Documents of machines that raise alarms, read with suspicion."""
