extension TestPage {
    /// The fields that a person without scripts sends with the page's form that anybody may send: its ticket, and the
    /// answer to its question.
    public var intakeAnswer: [String: String] {
        guard let match = text.firstMatch(of: /name="intake_ticket" value="([^"]+)"/) else { return [:] }
        let ticket = String(match.1)
        let parts = ticket.split(separator: ".")
        guard parts.count == 3 else { return [:] }
        return [
            Intake.Name.ticket: ticket, Intake.Name.answer: String(IntakeQuestion(nonce: String(parts[1])).sum),
        ]
    }
}
