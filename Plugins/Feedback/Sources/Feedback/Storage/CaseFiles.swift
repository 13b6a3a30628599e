import Foundation
import GRDB
import PortalKit

/// A file of a case: a photo, re-encoded so that nothing of the camera's notes is left, or a paper that an officer keeps.
struct CaseFile: Sendable, Hashable {
    enum Role: String, Sendable {
        case sender
        /// Shown with the answer, as what a road looks like now.
        case answer
        /// Sent by whoever was asked by a link.
        case opinion
    }

    var position = 0
    let role: Role
    let hash: ContentHash
    /// The narrowest size of a photo; of anything else the file itself.
    let smallHash: ContentHash
    let name: String
    let mediaType: MediaType
    let bytes: Int
    let width: Int?
    let height: Int?
    /// What a photo shows, for those who do not see it (WCAG 1.1.1).
    var alt = ""
    /// Whether it is published with the case.
    var isForPublic = false

    var isPhoto: Bool { width != nil }

    var url: String { FileLibrary.url(hash, name: name) }

    var smallURL: String { FileLibrary.url(smallHash, name: name) }

    var hashes: [ContentHash] { [hash, smallHash] }
}

/// Files on the disk that belong to a case once it is stored.
struct NewFiles: Sendable {
    private(set) var files: [CaseFile] = []
    private var stored: [StoredPicture.Variant] = []
    private var sent: [KeptUploads] = []

    static let none = NewFiles()

    private init() {}

    /// Re-encodes the photos among what was sent, and takes the rest as it is.
    ///
    /// - Parameter unreadable: the names of photos that could not be read.
    init(_ uploads: KeptUploads, role: CaseFile.Role, in library: FileLibrary, unreadable: inout [String]) throws {
        sent = [uploads]
        for upload in uploads.files {
            guard FeedbackLimit.photos.contains(upload.mediaType) else {
                files.append(
                    CaseFile(
                        role: role, hash: upload.hash, smallHash: upload.hash, name: upload.name,
                        mediaType: upload.mediaType, bytes: upload.bytes, width: nil, height: nil))
                continue
            }
            do {
                let bytes = try library.store.bytes(of: upload.hash, limit: FeedbackLimit.fileBytes)
                try add(photo: bytes, name: upload.name, role: role, in: library)
            } catch is PictureError {
                unreadable.append(upload.name)
            }
        }
    }

    /// One photo, as from a content file.
    init(photo bytes: [UInt8], name: String, role: CaseFile.Role, in library: FileLibrary) throws {
        try add(photo: bytes, name: name, role: role, in: library)
    }

    mutating func append(_ other: NewFiles) {
        files += other.files
        stored += other.stored
        sent += other.sent
    }

    mutating func describe(_ alt: String, isForPublic: Bool) {
        for index in files.indices {
            files[index].alt = alt
            files[index].isForPublic = isForPublic
        }
    }

    private mutating func add(
        photo bytes: [UInt8], name: String, role: CaseFile.Role, in library: FileLibrary
    ) throws {
        let picture = try library.storePicture(bytes)
        let (large, small) = (picture.original, picture.variants.last ?? picture.original)
        stored += [large, small]
        files.append(
            CaseFile(
                role: role, hash: large.file.hash, smallHash: small.file.hash,
                name: FileName(name, type: large.mediaType).text, mediaType: large.mediaType, bytes: large.file.size,
                width: large.width, height: large.height))
    }

    /// Makes the files known to the site.
    fileprivate func register(in change: Change) throws {
        // What was sent is known too, so that the photos with the camera's notes are cleared away after a day.
        for upload in sent { try upload.register(in: change) }
        let names = Dictionary(files.flatMap { file in file.hashes.map { ($0, file.name) } }) { first, _ in first }
        for variant in stored {
            try change.register(
                variant.file, name: names[variant.file.hash] ?? "", mediaType: variant.mediaType,
                width: variant.width, height: variant.height)
        }
    }
}

/// Keeps the files of cases.
enum CaseFiles {
    static func list(of id: Int64, in database: Database) throws -> [CaseFile] {
        try Row.fetchAll(
            database.cachedStatement(sql: "SELECT * FROM feedback_files WHERE case_id = ? ORDER BY position"),
            arguments: [id]
        ).compactMap(CaseFile.init(row:))
    }

    /// The first published photo of each of these cases, in one query.
    static func published(of ids: [Int64], in database: Database) throws -> [Int64: CaseFile] {
        guard !ids.isEmpty else { return [:] }
        let marks = ids.map { _ in "?" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM feedback_files WHERE case_id IN (\(marks)) AND for_public = 1 AND width IS NOT NULL
                ORDER BY case_id, position
                """, arguments: StatementArguments(ids))
        return Dictionary(
            rows.compactMap { row in CaseFile(row: row).map { (row["case_id"], $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// Adds files to a case; a content that it has already is not taken twice.
    static func add(_ new: NewFiles, to id: Int64, in change: Change) throws {
        guard !new.files.isEmpty else { return }
        let before = try list(of: id, in: change.database)
        var next = (before.last?.position ?? 0) + 1
        try new.register(in: change)
        for file in new.files where !before.contains(where: { $0.hash == file.hash }) {
            try change.database.execute(
                sql: """
                    INSERT INTO feedback_files
                        (case_id, position, role, hash, small_hash, name, media_type, bytes, width, height, alt, for_public)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, next, file.role.rawValue, file.hash.rawValue, file.smallHash.rawValue, file.name,
                    file.mediaType.rawValue, file.bytes, file.width, file.height, file.alt, file.isForPublic,
                ])
            next += 1
        }
        try use(of: id, isPublic: false, in: change)
    }

    /// Tells the core which files a case uses, and which of them the public may see.
    static func use(of id: Int64, isPublic: Bool, in change: Change) throws {
        let files = try list(of: id, in: change.database)
        try change.setFiles(files.flatMap(\.hashes), of: FeedbackNames.record(id), isPublic: false)
        try change.setFiles(
            isPublic ? files.filter(\.isForPublic).flatMap(\.hashes) : [], of: FeedbackNames.published(id),
            isPublic: isPublic)
    }
}

extension CaseFile {
    init?(row: Row) {
        guard let role = Role(rawValue: row["role"]), let hash = ContentHash(rawValue: row["hash"]),
            let small = ContentHash(rawValue: row["small_hash"])
        else { return nil }
        self.init(
            position: row["position"], role: role, hash: hash, smallHash: small, name: row["name"],
            mediaType: MediaType(rawValue: row["media_type"]), bytes: row["bytes"], width: row["width"],
            height: row["height"], alt: row["alt"], isForPublic: row["for_public"])
    }
}
