// Between the last answer and the end: says what is happening.
import ".."

Message {
    iconName: "confirmation_number"
    title: say["forms.sending.title"]
    explanation: say["forms.sending.hint"]
}
