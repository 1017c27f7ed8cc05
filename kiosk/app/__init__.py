"""The kiosk's process: what the screens show, what the machine's effects do, and the wiring."""
