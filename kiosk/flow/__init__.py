"""The kiosk's screens as a pure machine: `step(state, event, at, limits) -> (state, effects)`."""
