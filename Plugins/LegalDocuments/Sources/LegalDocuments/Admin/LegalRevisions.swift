import PortalKit

/// What is kept of a document each time it is saved (Art. 10.2: everything is kept).
enum LegalRevisions {
    /// - Parameter settings: those of the site when the module was registered.
    static func records(_ settings: LegalSettings) -> RevisedRecords {
        RevisedRecords(
            type: LegalNames.documentType, screen: "/:id", permissions: LegalPermission.all,
            view: { LegalScreen.revision($0.reference.id, $1) },
            find: { request in
                let document = try await request.legalDocument()
                return RevisedRecord(
                    document.reference, title: document.name, screen: LegalScreen.edit(document.id),
                    mayEdit: LegalAccess(actor: request.actor).mayEdit(document))
            },
            fields: { revision, _, texts in fields(try revision.decode(LegalContent.self), settings, texts) },
            restore: { revision, current, change, context in
                try LegalDesk(context).save(
                    revision.record.id, revision.decode(LegalContent.self), from: current, in: change)
            })
    }

    private static func fields(
        _ content: LegalContent, _ settings: LegalSettings, _ texts: Texts
    ) -> [RevisionField] {
        func text(_ name: String, _ value: String, label: String? = nil) -> RevisionField {
            RevisionField(name, texts(label ?? "field.\(name)"), text: value)
        }
        let typed = LegalForm.Name.self
        return [
            text(typed.number, content.number), text(typed.type, content.type), text(typed.summary, content.summary),
            text(typed.body, content.issuingBody), text(typed.signer, content.signer),
            text(typed.office, content.signerOffice),
            text(typed.issued, content.issuedOn.dayText),
            text(typed.effective, content.effectiveOn.dayText, label: "fact.effective"),
            text(typed.expired, content.expiredOn.dayText),
            text(
                typed.direction, texts(content.isDirection ? "kind.direction" : "kind.legal"), label: "facet.kind"),
            RevisionField(typed.fields, texts("field.fields"), items: content.fields.map(settings.title)),
            RevisionField(
                "relations", texts("relations.title"),
                items: content.relations.map { "\(texts("relation.\($0.kind.rawValue)")): \($0.number)" }),
            text(typed.text, LegalTextField.text(of: content.lines)),
            RevisionField(typed.files, texts("field.files"), items: content.files.map(\.name)),
            text(typed.note, content.note),
        ]
    }
}
