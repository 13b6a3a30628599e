/// What differs between the catalogues of one folder: missing keys, other placeholders, plural forms.
struct TextComparison {
    let catalogues: [String: TextCatalogue]
    let languages: [String]

    var faults: [Fault] {
        let present = languages.compactMap { catalogues[$0] }
        var faults: [Fault] = []
        for catalogue in present {
            faults += pluralFaults(of: catalogue)
            for other in present where other.language != catalogue.language {
                faults += missing(in: other, against: catalogue)
            }
        }
        if let first = present.first {
            for other in present.dropFirst() { faults += placeholderFaults(of: other, against: first) }
        }
        var seen: Set<Fault> = []
        return faults.filter { seen.insert($0).inserted }
    }

    /// Keys of one language that another lacks; a counted text is compared by its stem.
    private func missing(in other: TextCatalogue, against catalogue: TextCatalogue) -> [Fault] {
        catalogue.keys.compactMap { key in
            guard other.entries[key] == nil, let entry = catalogue.entries[key] else { return nil }
            if let plural = PluralForm.split(key), catalogue.isCounted(plural.stem) {
                let isThere = PluralForm.allCases.contains { other.entries["\(plural.stem).\($0)"] != nil }
                if isThere || plural.form != .other { return nil }
            }
            return Fault(
                file: other.file, message: "lacks the key \"\(key)\"",
                mend: "translate it from \(entry.file):\(entry.line)")
        }
    }

    /// A counted text with fewer forms, or more, than its language tells apart.
    private func pluralFaults(of catalogue: TextCatalogue) -> [Fault] {
        let wanted = PluralForm.forms(of: catalogue.language)
        return catalogue.entries.flatMap { key, entry -> [Fault] in
            guard let (stem, form) = PluralForm.split(key), catalogue.isCounted(stem) else { return [] }
            if !wanted.contains(form) {
                return [
                    Fault(
                        file: entry.file, line: entry.line, message: "\"\(key)\" is never used",
                        mend: "remove it: \(catalogue.language) has no plural form \"\(form)\"")
                ]
            }
            return wanted.filter { catalogue.entries["\(stem).\($0)"] == nil }.map {
                Fault(
                    file: entry.file, line: entry.line, message: "\"\(stem)\" lacks its plural form \"\($0)\"",
                    mend: "add \(stem).\($0)")
            }
        }
    }

    private func placeholderFaults(of other: TextCatalogue, against first: TextCatalogue) -> [Fault] {
        other.keys.compactMap { key in
            let plural = PluralForm.split(key).flatMap { other.isCounted($0.stem) ? $0 : nil }
            let counterpart = first.entries[key] ?? plural.flatMap { first.entries["\($0.stem).other"] }
            guard let entry = other.entries[key], let counterpart else { return nil }
            var expected = TextTemplate.placeholders(of: counterpart.text)
            let found = TextTemplate.placeholders(of: entry.text)
            // "One article" needs no number.
            if plural?.form == .one, !found.contains("count") { expected.remove("count") }
            guard expected != found else { return nil }
            let differing = expected.symmetricDifference(found).sorted().map { "{\($0)}" }.joined(separator: ", ")
            return Fault(
                file: entry.file, line: entry.line,
                message: "\"\(key)\" has other placeholders than \(counterpart.file):\(counterpart.line): \(differing)",
                mend: "use the same in both")
        }
    }
}

extension TextCatalogue {
    /// True when a key is a counted text: it has the form that every language has.
    func isCounted(_ stem: String) -> Bool {
        entries["\(stem).other"] != nil
            && PluralForm.allCases.contains { form in
                entries["\(stem).\(form)"].map { TextTemplate.placeholders(of: $0.text).contains("count") } ?? false
            }
    }
}
