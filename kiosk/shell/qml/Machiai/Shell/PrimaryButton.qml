// The next step. One on a screen.
TextButton {
    fill: hovered ? Theme.primaryHover : Theme.primary
    fillPressed: Theme.primaryPressed
    ink: Theme.primaryInk
    outline: fill
}
