/// Telephone numbers as people write them: "0204 000 100", "+84 (204) 000-100".
enum PhoneNumber {
    /// Whether a text can be dialled: 3 to 15 digits, with the usual signs between them.
    static func isValid(_ text: String) -> Bool {
        let digits = text.count { $0.isASCII && $0.isNumber }
        return (3...15).contains(digits) && text.allSatisfy { ($0.isASCII && $0.isNumber) || "+ ().-".contains($0) }
    }

    /// The number as a `tel:` address has it.
    static func dialled(_ text: String) -> String {
        text.filter { ($0.isASCII && $0.isNumber) || $0 == "+" }
    }
}
