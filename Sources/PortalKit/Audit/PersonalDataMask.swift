import Foundation

/// Masks what identifies a person before it gets into the audit log, which nobody can change afterwards: mail addresses,
/// telephone numbers, numbers of identity cards. In doubt it masks: what was there is in the record's revisions.
enum PersonalDataMask {
    /// A text with such values masked.
    static func mask(_ text: String) -> String {
        // Without a digit or an @ there is nothing to mask; most texts end here.
        guard text.utf8.contains(where: { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "@") }) else { return text }
        return maskNumbers(maskAddresses(text))
    }

    /// A state of a record as JSON with the texts in it masked; what is no JSON is masked as it is.
    static func mask(json: String) -> String {
        guard let value = try? JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed),
            let data = try? JSONSerialization.data(
                withJSONObject: masked(value), options: [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed])
        else { return mask(json) }
        return String(decoding: data, as: UTF8.self)
    }

    private static func masked(_ value: Any) -> Any {
        switch value {
        case let text as String: mask(text)
        case let list as [Any]: list.map(masked)
        case let object as [String: Any]: object.mapValues(masked)
        default: value
        }
    }

    // MARK: - Mail addresses

    /// `van.an@gmail.com` as `v***@gmail.com`.
    private static func maskAddresses(_ text: String) -> String {
        guard text.contains("@") else { return text }
        var result: [Character] = []
        for character in text {
            if character == "@" {
                let local = result.reversed().prefix(while: isLocal).count
                if local > 1 {
                    result.removeLast(local - 1)
                    result += "***"
                }
            }
            result.append(character)
        }
        return String(result)
    }

    private static func isLocal(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "._%+-".contains(character)
    }

    // MARK: - Numbers

    /// `0912 345 678` as `***78`.
    private static func maskNumbers(_ text: String) -> String {
        let characters = Array(text)
        var result = ""
        var index = 0
        while index < characters.count {
            let end = endOfNumber(characters, from: index)
            guard end > index else {
                result.append(characters[index])
                index += 1
                continue
            }
            let number = characters[index..<end]
            let stands =
                (index == 0 || !isPart(characters[index - 1])) && (end == characters.count || !isPart(characters[end]))
            result += stands && identifies(number) ? "***" + String(number.filter(isDigit).suffix(2)) : String(number)
            index = end
        }
        return result
    }

    /// Digits with a plus before them and single separators between them.
    private static func endOfNumber(_ text: [Character], from start: Int) -> Int {
        var end = start
        if text[start] == "+", start + 1 < text.count, isDigit(text[start + 1]) { end += 1 }
        guard isDigit(text[end]) else { return start }
        while end < text.count {
            if isDigit(text[end]) {
                end += 1
            } else if " .-".contains(text[end]), end + 1 < text.count, isDigit(text[end + 1]) {
                end += 1
            } else {
                break
            }
        }
        return end
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    /// What makes a number part of something else, such as a hash or a path.
    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "/_#:".contains(character)
    }

    private static func identifies(_ number: ArraySlice<Character>) -> Bool {
        let groups = number.split { " .-".contains($0) }.map(\.count)
        let digits = number.filter(isDigit)
        if groups.starts(with: [2, 2, 4]) || groups.starts(with: [4, 2, 2]) { return false }
        if number.first == "+" { return (10...13).contains(digits.count) }
        let isTelephone = digits.first == "0" && (10...11).contains(digits.count)
        let isIdentity = digits.count == 12 || (digits.count == 9 && groups.count == 1)
        return isTelephone || isIdentity
    }
}
