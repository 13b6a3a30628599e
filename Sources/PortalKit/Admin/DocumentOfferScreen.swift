/// The page on which a record is made of something that lies before the person already: which of its texts is taken, how
/// it reads, and what else the module asks.
struct DocumentOfferScreen {
    private typealias Name = DocumentImport.Name

    let request: Request
    let offers: [DocumentOffer]
    let review: DocumentReview

    func answer(title: String, _ use: (DocumentImport) async throws -> Response) async throws -> Response {
        let texts = request.coreTexts
        let isSent = request.method == .post
        let charset = isSent ? request.form[Name.charset] ?? "" : ""
        let chosen = isSent ? request.form[Name.offer].flatMap(Int.init) : nil
        let (read, faults) = try await read(chosen, VietnameseCharset(rawValue: charset))
        guard let read else { throw PortalError.notFound }
        let field = FormField(
            Name.offer, .select, label: texts("import.offer"), help: texts("import.offer_help"),
            options: offers.enumerated().map { FormField.Option(String($0), $1.title) })
        return try await review.answer(
            read.document, offers[read.index].source, origin: [field], values: [Name.offer: String(read.index)],
            charset: charset, title: title, notes: chosen == nil ? faults : [],
            fault: chosen == nil ? nil : faults.first.map { (Name.offer, $0) },
            buttons: [.init(name: "then", value: "convert", label: texts("import.read_again"))], use)
    }

    /// The text that was chosen, or the first that can be read; and why others cannot.
    private func read(
        _ chosen: Int?, _ charset: VietnameseCharset?
    ) async throws -> (read: (index: Int, document: ImportedDocument)?, faults: [String]) {
        var faults: [String] = []
        let indices = chosen.map { [$0] + offers.indices.filter { $0 != chosen } } ?? Array(offers.indices)
        for index in indices where offers.indices.contains(index) {
            do {
                let document = try await offers[index].source.read(charset, in: request.module.files.store)
                return ((index, document), faults)
            } catch let error as DocumentError {
                faults.append("\(offers[index].title): \(request.coreTexts(error.textKey))")
            }
        }
        return (nil, faults)
    }
}

extension Request {
    /// The page on which one of several texts becomes a record, at one address for GET and POST.
    ///
    /// - Parameters:
    ///   - offers: the texts, the best first; the last one should be readable whatever happens, as one that was typed.
    ///   - title: for a text that has none.
    ///   - fields: what the module asks besides.
    ///   - submit: the words on the button that uses the text.
    ///   - use: makes the record. A ``DocumentError`` is shown, and nothing is lost.
    public func documentChoice(
        _ info: PageInfo, offers: [DocumentOffer], title: String, fields: [FormField], submit: String,
        cancelURL: String, use: (DocumentImport) async throws -> Response
    ) async throws -> Response {
        let review = DocumentReview(self, info, fields: fields, submit: submit, cancelURL: cancelURL)
        return try await DocumentOfferScreen(request: self, offers: offers, review: review).answer(title: title, use)
    }
}
