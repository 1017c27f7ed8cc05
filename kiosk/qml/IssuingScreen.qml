// The moment between the choice and the number: says what is happening.
import Machiai.Shell

Message {
    iconName: "confirmation_number"
    title: say["issuing.title"]
    explanation: say["issuing.hint"]
}
