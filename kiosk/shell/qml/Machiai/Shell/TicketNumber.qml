// The number of a ticket, the largest thing wherever it is shown.
Digits {
    size: Theme.fontNumber
    color: Theme.primary
}
