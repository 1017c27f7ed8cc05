"""What each zone of the lobby display shows at an instant: pure functions over frozen values.

`frame.advance` moves what the display remembers (`frame.Show`) to an instant, `frame.compose`
tells what to draw then and when to look again. The instant is always an argument, aware.
"""
