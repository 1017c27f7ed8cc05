"""The official forms on paper: PDF, set by typst, every glyph embedded."""
