"""Appointments: times that are free, who has them, and what may become of one."""
