// No hub has been seen yet: staff help, and the screen goes on by itself.

Message {
    iconName: "schedule"
    title: say["preparing.title"]
    explanation: say["preparing.hint"]
}
