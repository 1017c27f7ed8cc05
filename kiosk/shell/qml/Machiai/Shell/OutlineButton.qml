// Every step that is not the next one; `quiet` for those that nobody needs often.
TextButton {
    property bool quiet: false

    ink: quiet ? Theme.heading : Theme.primary
    outline: quiet ? Theme.border : Theme.primary
}
