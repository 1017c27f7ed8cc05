"""What each zone of the lobby display shows at an instant: pure functions over frozen values.

`stage.advance` moves what the display remembers (`stage.Stage`) to an instant, `frame.compose`
tells what to draw then and when to look again. The instant is always an argument, aware.
"""
