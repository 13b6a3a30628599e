import PortalKit

/// A personal identification number: twelve digits that say the province of registration, century and sex, and year of
/// birth (decree 137/2015/NĐ-CP, Art. 13; still so under the identity law of 2023).
struct IdentityNumber: Sendable, Equatable {
    let digits: String

    /// Nil when it cannot be one. Spaces, points and hyphens are passed over.
    init?(_ typed: String) {
        let digits = typed.filter { !" .-".contains($0) }
        guard digits.count == 12, digits.allSatisfy(\.isASCIIDigit) else { return nil }
        let numbers = digits.compactMap(\.wholeNumberValue)
        let province = numbers[0] * 100 + numbers[1] * 10 + numbers[2]
        guard (1...96).contains(province) else { return nil }
        self.digits = digits
    }

    /// The year of birth that it says: the fourth digit counts the centuries from the twentieth, two for each.
    var birthYear: Int {
        let numbers = digits.compactMap(\.wholeNumberValue)
        return 1900 + numbers[3] / 2 * 100 + numbers[4] * 10 + numbers[5]
    }

    /// What is wrong with a number that was typed.
    static func fault(_ typed: String, on day: VietnamTime, _ texts: Texts) -> String? {
        guard let number = IdentityNumber(typed) else { return texts("field.identity_wrong") }
        return number.birthYear > day.year ? texts("field.identity_year") : nil
    }
}

/// A telephone number of the country, as people type it.
struct PhoneNumber: Sendable, Equatable {
    /// `0912345678`
    let digits: String

    init?(_ typed: String) {
        var digits = typed.filter { !" .-()".contains($0) }
        if digits.hasPrefix("+84") { digits = "0" + digits.dropFirst(3) }
        guard (9...11).contains(digits.count), digits.first == "0", digits.allSatisfy(\.isASCIIDigit) else {
            return nil
        }
        self.digits = digits
    }
}
