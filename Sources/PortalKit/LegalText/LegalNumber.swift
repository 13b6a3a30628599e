/// The number and symbol of a document: `15/2024/QĐ-UBND`, `27/KH-UBND` (Decree 30/2020/NĐ-CP, annex III).
public struct LegalNumber: Sendable, Hashable {
    /// The number in the year's row.
    public let ordinal: Int
    /// The year, which only legal documents (văn bản quy phạm pháp luật) carry.
    public let year: Int?
    /// What the symbol says of the type: `QĐ`.
    public let typeSymbol: String
    /// Who issued it: `UBND`, with the drafting unit when it is named: `UBND-VP`.
    public let issuerSymbol: String

    /// The number as it is written in full.
    public var text: String {
        ([String(format(ordinal))] + (year.map { [String($0)] } ?? []) + [symbol]).joined(separator: "/")
    }

    private var symbol: String { [typeSymbol, issuerSymbol].filter { !$0.isEmpty }.joined(separator: "-") }

    private func format(_ ordinal: Int) -> String { ordinal < 10 ? "0\(ordinal)" : "\(ordinal)" }

    /// A number as it is compared and looked for: without case, tone and spaces, and without zeros before the number.
    public static func key(_ typed: String) -> String {
        let folded = typed.replacing("Ð", with: "Đ").folded.filter { !$0.isWhitespace }
        return String(folded.trimmingPrefix { $0 == "0" })
    }

    /// The types that documents are known by, for whoever has to choose one.
    public static let typeNames = LegalPhrases.types.map(\.name)

    /// What is unusual about a number.
    public enum Fault: String, Sendable, Hashable {
        /// It does not begin with a number and a slash.
        case noOrdinal = "no_ordinal"
        /// The symbol after the slash is missing or has signs that no symbol has.
        case noSymbol = "no_symbol"
        /// No type of document has this symbol.
        case unknownType = "unknown_type"
        /// The year cannot be.
        case year
    }

    /// Reads a number as it was typed; spaces around slashes and hyphens do not matter.
    ///
    /// - Returns: the number's parts, or what is wrong with it.
    public static func read(_ typed: String) -> Result<LegalNumber, LegalNumberFault> {
        let text = typed.normalizedInput().filter { !$0.isWhitespace }.replacing("Ð", with: "Đ").replacing(
            "–", with: "-")
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2, let ordinal = Int(parts[0]), ordinal > 0, parts[0].count <= 6 else {
            return .failure(LegalNumberFault(.noOrdinal))
        }
        let hasYear = parts.count == 3 && parts[1].allSatisfy { $0.isASCII && $0.isNumber }
        guard parts.count == 2 || hasYear else { return .failure(LegalNumberFault(.noSymbol)) }
        let year = hasYear ? Int(parts[1]) : nil
        if let year, !(1945...2100).contains(year) { return .failure(LegalNumberFault(.year)) }
        let symbols = parts[parts.count - 1].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard symbols.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." } }) else {
            return .failure(LegalNumberFault(.noSymbol))
        }
        let type = symbols[0]
        // An official letter has the issuer first: 123/UBND-VP.
        let isLetter = type == "UBND" || type == "HĐND"
        guard isLetter || LegalPhrases.types.contains(where: { $0.symbol == type }) else {
            return .failure(LegalNumberFault(.unknownType))
        }
        return .success(
            LegalNumber(
                ordinal: ordinal, year: year, typeSymbol: isLetter ? "" : type,
                issuerSymbol: symbols.dropFirst(isLetter ? 0 : 1).joined(separator: "-")))
    }

    /// The name of the type that the symbol means: `Quyết định`; "Công văn" for an official letter, which has none.
    public var typeName: String {
        LegalPhrases.types.first { $0.symbol == typeSymbol }?.name ?? "Công văn"
    }
}

/// Why a number is not one.
public struct LegalNumberFault: Error, Sendable, Hashable {
    /// What is unusual.
    public let fault: LegalNumber.Fault

    init(_ fault: LegalNumber.Fault) { self.fault = fault }
}
