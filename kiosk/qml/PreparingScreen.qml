// No hub has been seen yet: staff help, and the screen goes on by itself.
import Machiai.Shell

Message {
    iconName: "schedule"
    title: say["preparing.title"]
    explanation: say["preparing.hint"]
}
