"""What every full-screen terminal shares; kiosk.app and signage.app build on it.

Start: `app = application.start(name="kiosk")`, then `engine = window.make_engine(my_qml_folder)`
and `window.load_window(engine, main_qml, {"viewModel": model})`. Application, bridge, executor
and so on each say in their own docstring how they are used.

QML: `import Machiai.Shell`. Put everything inside one `Stage`: it lays out in design pixels,
1080 on the short side, so screens use plain numbers and `Theme` sizes. Bind the looks once:
`Binding { target: Theme; property: "highContrast"; value: root.viewModel.highContrast }`, the same
for `enlarged`, `reducedMotion` and `language` (the typeface). Components take finished words as
properties; `Label` and all buttons understand ruby, `{窓口|まどぐち}`. Enlarged, the page is 864
design pixels wide: use layouts and let texts wrap. Never name a property `onSomething`.

Words: `assets.words.load("en", "common", "kiosk").text("wait.range", low=15, high=25)`; dates:
`dates.long_date(words, day)`.

Tests: the fixture `show` (tests/ui/qml.py): `screen = show(MAIN_QML, {"viewModel": model})`, then
`screen.tap("name")`, `screen.key(Qt.Key.Key_Return)`, `clipped(screen) == []`, `screen.grab(file)`.
"""
