import PortalKit

/// A text cut into words, in which personal data is looked for.
struct MaskScan {
    private struct Word {
        let range: Range<Int>
        let text: String
        let folded: String
        let isCapital: Bool
        let isNumber: Bool
    }

    private let characters: [Character]
    private let words: [Word]

    init(_ text: String) {
        characters = Array(text)
        var words: [Word] = []
        var index = 0
        while index < characters.count {
            guard characters[index].isLetter || characters[index].isNumber else {
                index += 1
                continue
            }
            var end = index
            while end < characters.count, characters[end].isLetter || characters[end].isNumber { end += 1 }
            let word = String(characters[index..<end])
            words.append(
                Word(
                    range: index..<end, text: word, folded: word.folded,
                    isCapital: word.first?.isUppercase == true && word.contains(where: \.isLetter),
                    isNumber: word.allSatisfy(\.isASCIIDigit)))
            index = end
        }
        self.words = words
    }

    // MARK: - By their form

    /// Mail addresses.
    var addresses: [Masking.Finding] {
        characters.indices.filter { characters[$0] == "@" }.compactMap { place in
            var (start, end) = (place, place + 1)
            while start > 0, Self.isLocal(characters[start - 1]) { start -= 1 }
            while end < characters.count, Self.isLocal(characters[end]) { end += 1 }
            while end > place + 1, !characters[end - 1].isLetter, !characters[end - 1].isNumber { end -= 1 }
            guard start < place, characters[place + 1..<end].contains(".") else { return nil }
            return Masking.Finding(kind: .mail, range: start..<end)
        }
    }

    /// Telephone numbers and numbers of identity papers.
    var numbers: [Masking.Finding] {
        var findings: [Masking.Finding] = []
        var index = 0
        while index < characters.count {
            guard characters[index].isASCIIDigit || characters[index] == "+" else {
                index += 1
                continue
            }
            var end = index + 1
            while end < characters.count {
                let isJoined =
                    " .-".contains(characters[end]) && end + 1 < characters.count && characters[end + 1].isASCIIDigit
                guard characters[end].isASCIIDigit || isJoined else { break }
                end += isJoined ? 2 : 1
            }
            let number = characters[index..<end]
            if stands(index..<end), let kind = Self.kind(number) {
                findings.append(Masking.Finding(kind: kind, range: index..<end))
            }
            index = end
        }
        return findings
    }

    /// What a number is, by its digits and how they are grouped; nil for dates, sums of money and small counts.
    private static func kind(_ number: ArraySlice<Character>) -> Masking.Kind? {
        let digits = number.filter(\.isASCIIDigit)
        let groups = number.split { " .-+".contains($0) }.map(\.count)
        if groups.starts(with: [2, 2, 4]) || groups.starts(with: [4, 2, 2]) { return nil }
        if number.first == "+" { return (10...13).contains(digits.count) ? .phone : nil }
        if digits.first == "0", (10...11).contains(digits.count) { return .phone }
        if digits.count == 12, digits.first == "0" || groups.count == 1 { return .identity }
        return digits.count == 9 && groups.count == 1 ? .identity : nil
    }

    /// Number plates: `98B1-123.45`, `29A 12345`.
    var plates: [Masking.Finding] {
        words.indices.compactMap { index in
            let head = words[index]
            let letters = head.text.drop(while: \.isASCIIDigit)
            guard head.text.prefix(while: \.isASCIIDigit).count == 2, (1...2).contains(letters.count),
                letters.first?.isUppercase == true, letters.allSatisfy({ $0.isASCII })
            else { return nil }
            var (end, digits) = (index, 0)
            while end + 1 < words.count, digits < 5, words[end + 1].isNumber,
                words[end + 1].range.lowerBound - words[end].range.upperBound == 1
            {
                end += 1
                digits += words[end].text.count
            }
            guard (4...5).contains(digits) else { return nil }
            return Masking.Finding(kind: .plate, range: head.range.lowerBound..<words[end].range.upperBound)
        }
    }

    /// House numbers: after `số nhà` and `nhà số`, and after `số` where a street follows. A document's number is none.
    var houses: [Masking.Finding] {
        words.indices.compactMap { index in
            guard words[index].text.first?.isASCIIDigit == true, index > 0 else { return nil }
            var end = index
            while end + 1 < words.count, words[end].range.upperBound < characters.count,
                characters[words[end].range.upperBound] == "/",
                words[end + 1].range.lowerBound == words[end].range.upperBound + 1
            { end += 1 }
            let before = words[index - 1].folded
            let wider = index > 1 ? words[index - 2].folded : ""
            let after = end + 1 < words.count ? words[end + 1].folded : ""
            let isHouse =
                before == "nha" && wider == "so" || before == "so" && wider == "nha"
                || before == "so" && Self.streets.contains(after)
            guard isHouse else { return nil }
            return Masking.Finding(kind: .house, range: words[index].range.lowerBound..<words[end].range.upperBound)
        }
    }

    // MARK: - Names

    /// Names that are known, names after a form of address, and what begins with a common family name.
    func names(known: [[String]]) -> [Masking.Finding] {
        var findings: [Masking.Finding] = []
        var index = 0
        while index < words.count {
            if index > 0, words[index].isCapital, Self.places.contains(words[index - 1].folded) {
                // A street or a school may be named after somebody.
                index += max(1, capitals(from: index))
                continue
            }
            let length =
                known.lazy.map { self.length(of: $0, at: index) }.first { $0 > 0 } ?? addressed(at: index)
                ?? familyNamed(at: index) ?? 0
            guard length > 0 else {
                index += 1
                continue
            }
            let last = words[index + length - 1]
            findings.append(Masking.Finding(kind: .name, range: words[index].range.lowerBound..<last.range.upperBound))
            index += length
        }
        return findings
    }

    private func length(of name: [String], at index: Int) -> Int {
        guard index + name.count <= words.count else { return 0 }
        return zip(words[index...], name).allSatisfy { $0.folded == $1 } ? name.count : 0
    }

    /// Capital words after `ông`, `bà`, …, unless they are an office.
    private func addressed(at index: Int) -> Int? {
        guard index > 0, Self.address.contains(words[index - 1].text.lowercased()), isNear(index - 1) else {
            return nil
        }
        let length = capitals(from: index)
        guard length > 0, !Self.offices.contains(words[index].folded) else { return nil }
        return length
    }

    /// A family name with at least one more capital word.
    private func familyNamed(at index: Int) -> Int? {
        let word = words[index]
        guard word.isCapital, Self.families.contains(word.text.lowercased()) else { return nil }
        let length = capitals(from: index)
        return length >= 2 ? length : nil
    }

    /// How many capital words follow one another, with single spaces between; at most five.
    private func capitals(from index: Int) -> Int {
        var length = 0
        while index + length < words.count, length < 5, words[index + length].isCapital,
            !words[index + length].text.contains(where: \.isNumber),
            length == 0 || isNear(index + length - 1)
        { length += 1 }
        return length
    }

    /// Whether only one space stands between a word and the next.
    private func isNear(_ index: Int) -> Bool {
        index + 1 < words.count && words[index + 1].range.lowerBound - words[index].range.upperBound == 1
            && characters[words[index].range.upperBound] == " "
    }

    // MARK: - Words

    private func stands(_ range: Range<Int>) -> Bool {
        func isPart(_ character: Character) -> Bool {
            character.isLetter || character.isNumber || "/_#".contains(character)
        }
        return (range.lowerBound == 0 || !isPart(characters[range.lowerBound - 1]))
            && (range.upperBound == characters.count || !isPart(characters[range.upperBound]))
    }

    private static func isLocal(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "._%+-".contains(character))
    }

    private static let address: Set<String> = [
        "ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cụ", "cháu", "thầy", "cậu", "dì", "thím", "mợ", "tên",
        "hộ", "chủ",
    ]
    private static let offices: Set<String> = [
        "chu", "pho", "bi", "truong", "giam", "uy", "hoi", "dang", "cong", "can", "ban", "phong", "ubnd", "hdnd",
    ]
    private static let streets: Set<String> = ["duong", "pho", "ngo", "ngach", "hem", "kiet", "to"]
    private static let places: Set<String> = [
        "duong", "pho", "ngo", "truong", "cau", "cho", "thon", "xom", "lang", "dinh", "chua", "khu", "cum", "xa",
        "phuong", "huyen", "tinh", "hoc", "so", "thcs", "thpt",
    ]
    private static let families: Set<String> = [
        "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô",
        "dương", "lý", "đào", "đoàn", "vương", "trịnh", "đinh", "lâm", "phùng", "mai", "tô", "trương", "hà", "chu",
        "tạ", "cao", "thái", "lương", "lưu", "quách", "kiều", "triệu", "nông", "hứa", "nghiêm", "thân", "giáp", "khổng",
        "tống", "la", "ninh", "doãn", "đàm", "vi", "bế", "lò", "quàng", "mã", "giang", "từ", "hán", "thạch",
    ]
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
