import GRDB

// What is done to items of the library. Each leaves an entry in the audit log; whether the actor may do it is for the
// caller to ask, see ``LibraryAccess``.

extension Change {
    /// Puts a file into the library, or returns the item that has this very content already.
    @discardableResult
    public func addToLibrary(_ content: LibraryContent, details: LibraryDetails) throws -> LibraryItem {
        let known = try Int64.fetchOne(
            database, sql: "SELECT id FROM core_library_items WHERE hash = ? ORDER BY id LIMIT 1",
            arguments: [content.original.hash.rawValue])
        if let known, let item = try LibraryItem.find(known, in: database) { return item }
        try makeKnown(content)
        let base = content.name.split(separator: ".").dropLast().joined(separator: ".")
        try database.execute(
            sql: """
                INSERT INTO core_library_items
                    (kind, address, title, title_folded, folded, alt, caption, credit, hash, bytes, content,
                     created_at, created_by, created_by_name, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                content.kind.rawValue, Slug.make(from: base, maxLength: 60) + content.original.mediaType.fileExtension,
                details.title, details.title.folded, details.folded(name: content.name), details.alt, details.caption,
                details.credit, content.original.hash.rawValue, content.bytes, JSONText.encode(content), now,
                actor.personId, actor.name, now,
            ])
        let item = try requireItem(database.lastInsertedRowID)
        try hold(content, for: item.id)
        try audit("library.add", on: item.reference, after: LibraryTrace(item))
        return item
    }

    /// Changes what is said about an item.
    public func describeInLibrary(_ id: Int64, _ details: LibraryDetails) throws {
        let before = try requireItem(id)
        guard details != before.details else { return }
        try database.execute(
            sql: """
                UPDATE core_library_items SET title = ?, title_folded = ?, folded = ?, alt = ?, caption = ?, credit = ?,
                    changed_at = ? WHERE id = ?
                """,
            arguments: [
                details.title, details.title.folded, details.folded(name: before.content.name), details.alt,
                details.caption, details.credit, now, id,
            ])
        try audit("library.describe", on: before.reference, before: before.details, after: details)
        touch(LibraryItem.dependency(id))
    }

    /// Gives an item another content; its address stays, and so do all links to it. The old content is kept.
    ///
    /// - Throws: ``LibraryFault/otherKind`` when a picture would become a document, or the other way round.
    public func replaceInLibrary(_ id: Int64, by content: LibraryContent) throws {
        let before = try requireItem(id)
        guard content.kind == before.kind else { throw LibraryFault.otherKind }
        guard content.original.hash != before.content.original.hash else { return }
        try makeKnown(content)
        try database.execute(
            sql: """
                INSERT INTO core_library_versions (item_id, number, content, replaced_at, replaced_by)
                VALUES (?, ?, ?, ?, ?)
                """, arguments: [id, before.version, JSONText.encode(before.content), now, actor.name])
        try database.execute(
            sql: """
                UPDATE core_library_items SET hash = ?, bytes = ?, content = ?, version = version + 1, folded = ?,
                    changed_at = ? WHERE id = ?
                """,
            arguments: [
                content.original.hash.rawValue, content.bytes, JSONText.encode(content),
                before.details.folded(name: content.name), now, id,
            ])
        try hold(content, for: id)
        let after = try requireItem(id)
        try audit("library.replace", on: before.reference, before: LibraryTrace(before), after: LibraryTrace(after))
        touch(LibraryItem.dependency(id))
    }

    /// Takes an item out of the library, with all its contents.
    ///
    /// - Throws: ``PortalError/conflict(reason:)`` while a record uses it.
    public func removeFromLibrary(_ id: Int64) throws {
        let item = try requireItem(id)
        guard try LibraryUse.count(of: id, in: database) == 0 else {
            throw PortalError.conflict(reason: "library.in_use")
        }
        try database.execute(sql: "DELETE FROM core_library_items WHERE id = ?", arguments: [id])
        try audit("library.remove", on: item.reference, before: LibraryTrace(item))
        touch(LibraryItem.dependency(id))
    }

    /// Says which items of the library a record uses, instead of those that it used before. An item is public while a
    /// public record uses it.
    ///
    /// - Parameters:
    ///   - html: the record's markup; the pictures and links in it count.
    ///   - items: others, as the picture at its head.
    public func setLibraryUses(
        html: SafeHTML = .empty, items: some Sequence<Int64> = [Int64](), of record: RecordReference, isPublic: Bool
    ) throws {
        try database.execute(
            sql: "DELETE FROM core_library_uses WHERE record_type = ? AND record_id = ?",
            arguments: [record.type, record.id])
        for id in html.libraryItems.union(items) {
            try database.execute(
                sql: """
                    INSERT INTO core_library_uses (item_id, record_type, record_id, module, is_public)
                    SELECT id, ?, ?, ?, ? FROM core_library_items WHERE id = ?
                    """, arguments: [record.type, record.id, module, isPublic, id])
        }
    }

    // MARK: - Parts

    private func makeKnown(_ content: LibraryContent) throws {
        for file in content.files {
            try register(
                StoredFile(hash: file.hash, size: file.bytes), name: content.name, mediaType: file.mediaType,
                width: file.width, height: file.height)
        }
    }

    private func hold(_ content: LibraryContent, for id: Int64) throws {
        for file in content.files {
            try database.execute(
                sql: "INSERT OR IGNORE INTO core_library_files (hash, item_id) VALUES (?, ?)",
                arguments: [file.hash.rawValue, id])
        }
    }

    private func requireItem(_ id: Int64) throws -> LibraryItem {
        guard let item = try LibraryItem.find(id, in: database) else { throw PortalError.notFound }
        return item
    }
}

/// What the audit log keeps of an item.
private struct LibraryTrace: Encodable {
    let title: String
    let file: String
    let bytes: Int
    let hash: String

    init(_ item: LibraryItem) {
        title = item.title
        file = item.content.name
        bytes = item.content.bytes
        hash = item.content.original.hash.rawValue
    }
}
