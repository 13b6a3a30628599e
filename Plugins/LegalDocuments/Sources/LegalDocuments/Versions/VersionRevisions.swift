import GRDB
import PortalKit

/// What is kept of a consolidated text each time it is saved (Art. 10.2: everything is kept).
enum VersionRevisions {
    static let records = RevisedRecords(
        type: LegalNames.versionType, screen: "/:id/hop-nhat/:version", permissions: LegalPermission.all,
        find: { request in
            let (document, version, _) = try await request.version(of: try await request.legalDocument())
            return RevisedRecord(
                LegalNames.version(version.id),
                title: request.texts(
                    "version.of", ["document": document.name, "day": version.effectiveOn.dayText]),
                screen: LegalScreen.version(document.id, version.id),
                mayEdit: LegalAccess(actor: request.actor).mayEdit(document))
        },
        fields: { revision, _, texts in fields(try revision.decode(LegalVersionContent.self), texts) },
        restore: { revision, newest, change, context in
            let id = revision.record.id
            guard let document = try VersionRows.document(of: id, in: change.database) else {
                throw PortalError.notFound
            }
            let content = try revision.decode(LegalVersionContent.self)
            let others = try VersionRows.list(of: document, in: change.database).filter { $0.id != id }
            guard !others.contains(where: { $0.effectiveOn == content.effectiveOn }) else {
                throw RestoreRefusal("version.day_taken")
            }
            try VersionDesk(context).save(id, content, of: document, from: newest, in: change)
        })

    private static func fields(_ content: LegalVersionContent, _ texts: Texts) -> [RevisionField] {
        [
            RevisionField(VersionForm.Name.effective, texts("version.day"), text: content.effectiveOn.dayText),
            RevisionField(VersionForm.Name.source, texts("version.source"), text: content.source),
            RevisionField(VersionForm.Name.text, texts("version.text"), text: LegalTextField.text(of: content.lines)),
        ]
    }
}
