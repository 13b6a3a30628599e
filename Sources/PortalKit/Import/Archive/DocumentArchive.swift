internal import CLibzip
import Foundation

/// How much an archive may hold.
struct ArchiveLimits: Sendable {
    /// The size of the archive itself, in bytes.
    var bytes = 32 << 20
    /// How many entries it has.
    var entries = 4_000
    /// All entries unpacked, in bytes: what they claim, and what is really read.
    var expandedBytes = 256 << 20
}

/// A document that is a ZIP archive, such as DOCX and ODT, opened so that it can do no harm.
///
/// An archive is refused whole when it has too many entries, two of the same name, an encrypted one, or claims to
/// unpack into too much. Reading an entry stops as soon as it gives more than it claimed or than was asked for, so the
/// memory in use never depends on what the sender wrote. It belongs to one task at a time.
final class DocumentArchive {
    private let archive: OpaquePointer
    private let entries: [String: (index: UInt64, size: Int)]
    private let limits: ArchiveLimits
    private var expanded = 0

    /// Opens an archive that is in memory.
    init(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws(DocumentError) {
        guard bytes.count <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        // The library makes room for every entry before it can be asked how many there are.
        guard Self.signatures(in: bytes) <= limits.entries else { throw .tooManyEntries(limit: limits.entries) }
        guard let archive = Self.open(bytes) else { throw .damaged }
        do {
            entries = try Self.entries(of: archive, limits: limits)
        } catch {
            zip_discard(archive)
            throw error
        }
        self.archive = archive
        self.limits = limits
    }

    deinit { zip_discard(archive) }

    /// The names of all entries, sorted. Names are compared without regard to case, as ISO/IEC 29500-2 asks.
    var names: [String] { entries.keys.sorted() }

    /// Whether there is an entry of this name.
    func contains(_ name: String) -> Bool { entries[name.lowercased()] != nil }

    /// The content of an entry, or nothing when there is none of this name.
    ///
    /// - Parameter limit: the greatest size in bytes.
    func read(_ name: String, limit: Int) throws(DocumentError) -> [UInt8]? {
        guard let entry = entries[name.lowercased()] else { return nil }
        guard entry.size <= limit else { throw .expandsTooMuch(limit: limit) }
        expanded += entry.size
        guard expanded <= limits.expandedBytes else { throw .expandsTooMuch(limit: limits.expandedBytes) }
        guard let file = zip_fopen_index(archive, entry.index, 0) else { throw .damaged }
        defer { zip_fclose(file) }
        var count = 0
        // One byte more than it claims, to see an entry that is longer, and for the checksum to be looked at.
        let content = [UInt8](unsafeUninitializedCapacity: entry.size + 1) { buffer, filled in
            while filled <= entry.size {
                count = Int(zip_fread(file, buffer.baseAddress?.advanced(by: filled), UInt64(buffer.count - filled)))
                guard count > 0 else { break }
                filled += count
            }
        }
        guard count == 0, content.count == entry.size else { throw .damaged }
        return content
    }

    // MARK: - Opening

    private static func open(_ bytes: [UInt8]) -> OpaquePointer? {
        guard !bytes.isEmpty, let copy = malloc(bytes.count) else { return nil }
        bytes.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count) }
        guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, nil) else {
            free(copy)
            return nil
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, nil) else {
            zip_source_free(source)
            return nil
        }
        return archive
    }

    private static func entries(
        of archive: OpaquePointer, limits: ArchiveLimits
    ) throws(DocumentError) -> [String: (index: UInt64, size: Int)] {
        let count = zip_get_num_entries(archive, 0)
        guard count <= limits.entries else { throw .tooManyEntries(limit: limits.entries) }
        var entries: [String: (index: UInt64, size: Int)] = [:]
        var total = 0
        for index in 0..<UInt64(max(0, count)) {
            var status = zip_stat_t()
            guard zip_stat_index(archive, index, 0, &status) == 0, let name = status.name else { throw .damaged }
            guard status.encryption_method == 0 else { throw .encrypted }
            guard let size = Int(exactly: status.size), size <= limits.expandedBytes else {
                throw .expandsTooMuch(limit: limits.expandedBytes)
            }
            total += size
            guard total <= limits.expandedBytes else { throw .expandsTooMuch(limit: limits.expandedBytes) }
            guard entries.updateValue((index, size), forKey: String(cString: name).lowercased()) == nil else {
                throw .duplicateEntry
            }
        }
        return entries
    }

    /// How often the signature occurs that begins each entry of the directory.
    private static func signatures(in bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { buffer in
            var count = 0
            var index = 0
            while index + 3 < buffer.count {
                guard let start = buffer.baseAddress, let found = memchr(start + index, 0x50, buffer.count - index - 3)
                else { break }
                index = UnsafeRawPointer(found) - start
                if buffer[index + 1] == 0x4B, buffer[index + 2] == 1, buffer[index + 3] == 2 { count += 1 }
                index += 1
            }
            return count
        }
    }
}
