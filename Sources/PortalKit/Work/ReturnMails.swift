/// Tells whoever wrote a record at once that it came back to them, and why: they should not find out the next morning.
struct ReturnMails: Sendable {
    let site: Site

    /// Writes to the record's writers when it was given back to them or taken from the public; else does nothing.
    ///
    /// - Parameter name: who took it, as the history says.
    func tell(
        _ done: WorkflowChange, reason: String, by name: String, _ records: WorkflowRecords, in change: Change
    ) throws {
        let (record, database) = (done.item.record, change.database)
        let type = try WorkflowDefinitions.require(done.item.type, version: done.item.version, in: database)
        guard done.transition.requiresReason, done.transition.to == type.initial, site.mailTransport != nil else {
            return
        }
        let title = try records.titles(database, [record.id])[record.id] ?? record.description
        let (texts, kind) = (site.coreTexts, done.wasPublic ? "taken_down" : "returned")
        for writer in try WorkflowWriters.accounts(record, in: database) where writer.id != change.actor.personId {
            guard let address = MailAddress(writer.email, name: writer.fullName) else { continue }
            let values = [
                "name": writer.fullName, "title": title, "by": name, "reason": reason,
                "url": site.identity.canonicalURL + (site.assembly.workflowURL(record) ?? WorkPath.inbox),
            ]
            try change.send(
                Mail(
                    to: address, subject: texts("mail.\(kind).subject", values),
                    text: texts("mail.\(kind).body", values), record: record))
        }
    }
}
