// One step back, always an arrow to the left.
import Machiai.Shell

IconButton {
    iconName: "arrow_back"
    ink: Theme.primary
}
