/// Tells what each line of a legal text is, from its beginning and from where it stands.
///
/// It goes through the lines once and knows where it is: in the head, the title, the bases, the text, the close. It is
/// tolerant of what officers write; what it does not recognise is a paragraph in its place.
struct LegalReader {
    /// A line with what it was found to be.
    struct Read {
        let line: LegalLine
        let role: LegalRole
        var mark: LegalMark?
    }

    private enum Zone {
        case head, title, bases, text, closing
        /// The title of something issued with the document.
        case attachmentTitle
        /// Inside quotation marks that are not closed yet.
        case quotation
    }

    private var zone = Zone.head
    private var zoneBeforeQuotation = Zone.text
    private var sequence = LegalSequence()
    private var found: [Read] = []

    static func read(_ lines: [LegalLine]) -> [Read] {
        var reader = LegalReader()
        for line in lines { reader.take(line) }
        return reader.found
    }

    private mutating func take(_ line: LegalLine) {
        let read = line.role.map { forced($0, line) } ?? recognised(line)
        sequence.note(read)
        follow(read.role)
        found.append(read)
    }

    /// A line whose role an officer has set: its number is looked for, and missed when there is none.
    private func forced(_ role: LegalRole, _ line: LegalLine) -> Read {
        let mark = line.table == nil ? LegalMark.readings(of: line.text).first { $0.role == role } : nil
        return Read(line: line, role: role, mark: mark)
    }

    /// Where the reader is after a line.
    private mutating func follow(_ role: LegalRole) {
        switch role {
        case .masthead: if zone != .head { zone = .attachmentTitle }
        case .title: zone = .title
        case .basis: zone = .bases
        case .enactment, .part, .chapter, .section, .subsection, .division, .article, .clause, .point, .item:
            if zone != .quotation, !(role == .item && zone == .closing) { zone = .text }
        case .paragraph: if zone == .head || zone == .title { zone = .text }
        case .signature, .recipients: zone = .closing
        case .attachment, .appendix: zone = .attachmentTitle
        default: break
        }
    }

    // MARK: - Recognising

    private mutating func recognised(_ line: LegalLine) -> Read {
        if line.table != nil { return Read(line: line, role: tableRole(line)) }
        let text = line.text
        if zone == .quotation {
            if LegalScan.closesQuotation(text) { zone = zoneBeforeQuotation }
            return Read(line: line, role: .quotation)
        }
        if let read = quotation(line) { return read }
        if let read = structure(line) { return read }
        let folded = String(text.prefix(160)).legalFolded
        if let role = LegalPhrases.closing(folded, text), zone != .head || role == .recipients {
            return Read(line: line, role: role)
        }
        switch zone {
        case .head: return Read(line: line, role: headRole(folded, text))
        case .title: return Read(line: line, role: titleRole(folded, text))
        case .bases: return Read(line: line, role: basisRole(folded, text))
        case .attachmentTitle: return Read(line: line, role: attachmentTitleRole(folded, text))
        case .closing: return Read(line: line, role: closingRole(folded, text))
        case .text, .quotation: return Read(line: line, role: textRole(folded, text))
        }
    }

    private func tableRole(_ line: LegalLine) -> LegalRole {
        let folded = line.words.prefix(60).joined(separator: " ").legalFolded
        if folded.contains("cong hoa xa hoi chu nghia") || folded.contains("dang cong san viet nam") {
            return .masthead
        }
        if zone == .head { return .masthead }
        if folded.contains("noi nhan") { return .recipients }
        return zone == .closing ? .signature : .paragraph
    }

    /// A line that opens a quotation which goes on over the following lines, or is one.
    private mutating func quotation(_ line: LegalLine) -> Read? {
        guard zone == .text, let first = line.text.first, "“\"«".contains(first),
            LegalMark.readings(of: String(line.text.dropFirst())).contains(where: { $0.role != .item })
        else { return nil }
        if !LegalScan.closesQuotation(line.text) {
            zoneBeforeQuotation = zone
            zone = .quotation
        }
        return Read(line: line, role: .quotation)
    }

    /// A line with a number that its place in the text bears out.
    private func structure(_ line: LegalLine) -> Read? {
        for mark in LegalMark.readings(of: line.text) where fits(mark, line.text) {
            return Read(line: line, role: mark.role, mark: mark)
        }
        return nil
    }

    private func fits(_ mark: LegalMark, _ text: String) -> Bool {
        let isTornOff = found.last.map { !LegalScan.isFinished($0.line.text) && $0.role != .enactment } ?? false
        switch mark.role {
        case .part, .chapter, .section, .subsection:
            let isTitle = mark.rest.isEmpty || mark.isClosed || LegalScan.isCapitals(mark.rest)
            return isTitle && !(mark.rest.first?.isLowercase ?? false) && (text.first?.isUppercase ?? false)
        case .article:
            guard text.first?.isUppercase ?? false else { return false }
            if mark.isClosed || mark.rest.isEmpty { return true }
            return !isTornOff && sequence.expects(mark) && (mark.rest.first?.isUppercase ?? false)
        case .division:
            return zone != .closing && !sequence.isInArticle && sequence.expects(mark)
        case .clause:
            if zone == .head || zone == .title && !hasSummary { return false }
            return zone != .closing && sequence.expects(mark)
        case .point:
            return zone != .closing && zone != .head && zone != .title && sequence.expects(mark)
        case .item:
            if zone == .head || zone == .title || zone == .attachmentTitle { return false }
            return zone != .closing
        case .footnote: return zone == .text || zone == .closing
        default: return false
        }
    }

    // MARK: - By the place

    private func headRole(_ folded: String, _ text: String) -> LegalRole {
        if LegalPhrases.isType(folded), LegalScan.isCapitals(text) { return .title }
        // An official letter has no type, only its subject below the number.
        if folded.hasPrefix("v/v ") { return .title }
        if folded.hasPrefix("kinh gui") { return .paragraph }
        return LegalPhrases.isBasis(folded) ? .basis : .masthead
    }

    /// Whether the title has more than the type's name.
    private var hasSummary: Bool {
        let title = found.reversed().prefix { $0.role == .title }
        return title.count > 1 || title.first.map { !LegalScan.isCapitals($0.line.text) } ?? false
    }

    private func titleRole(_ folded: String, _ text: String) -> LegalRole {
        if LegalPhrases.isBasis(folded) || LegalPhrases.isAuthority(folded, text) { return .basis }
        if LegalPhrases.isEnactment(folded) { return .enactment }
        if hasSummary, text.hasSuffix(":") { return .basis }
        // A title has one sentence, as long as it may be; what follows a full stop is the text.
        let previous = found.last?.line.text ?? ""
        return previous.hasSuffix(".") || folded.hasPrefix("kinh gui") ? .paragraph : .title
    }

    private func basisRole(_ folded: String, _ text: String) -> LegalRole {
        LegalPhrases.isEnactment(folded) ? .enactment : .basis
    }

    private func attachmentTitleRole(_ folded: String, _ text: String) -> LegalRole {
        if LegalPhrases.isBasis(folded) { return .basis }
        if LegalPhrases.isAppendix(folded, text), found.last?.role != .appendix { return .appendix }
        let isHead = found.last?.role == .masthead || LegalPhrases.isMasthead(folded)
        if isHead, !LegalPhrases.isAttachmentTitle(folded, text) { return .masthead }
        if LegalPhrases.isAttachmentTitle(folded, text), found.last?.role == .masthead { return .attachment }
        let isTitle =
            LegalScan.isCapitals(text) || folded.hasPrefix("(") || folded.hasPrefix("ban hanh kem")
            || folded.hasPrefix("kem theo") || folded.hasPrefix("ve viec") || LegalPhrases.isRule(text)
        let isFirst = found.last?.role == .attachment || found.last?.role == .appendix
        return isTitle || isFirst && !LegalScan.isFinished(text) ? .heading : .paragraph
    }

    private func closingRole(_ folded: String, _ text: String) -> LegalRole {
        if LegalPhrases.isMasthead(folded) { return .masthead }
        if LegalPhrases.isAppendix(folded, text) { return .appendix }
        if LegalPhrases.isAttachmentTitle(folded, text) { return .attachment }
        return found.last?.role == .recipients && !LegalScan.isCapitals(text) && isListed(text)
            ? .recipients : .signature
    }

    private func isListed(_ text: String) -> Bool {
        text.first.map { "-–—+•*".contains($0) } ?? false || text.hasSuffix(";") || text.hasSuffix(".")
    }

    private func textRole(_ folded: String, _ text: String) -> LegalRole {
        if LegalPhrases.isAppendix(folded, text) { return .appendix }
        guard let previous = found.last else { return .paragraph }
        let isUnfinished = !LegalScan.isFinished(previous.line.text) && previous.line.table == nil
        switch previous.role {
        case .part, .chapter, .section, .subsection, .division:
            if previous.mark?.rest.isEmpty ?? true || LegalScan.isCapitals(text) { return .heading }
        case .heading:
            if LegalScan.isCapitals(text), LegalScan.isCapitals(previous.line.text) { return .heading }
        case .article:
            if previous.mark?.rest.isEmpty ?? false { return .heading }
        default: break
        }
        guard isUnfinished else { return .paragraph }
        let isMention = LegalMark.readings(of: text).contains { $0.role == .article && !$0.isClosed }
        return isMention || text.first?.isLowercase ?? false ? .continuation : .paragraph
    }
}
