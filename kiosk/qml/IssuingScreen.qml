// The moment between the choice and the number: says what is happening.

Message {
    iconName: "confirmation_number"
    title: say["issuing.title"]
    explanation: say["issuing.hint"]
}
