internal import Foundation

/// Reads small files that people wrote: bounded, UTF-8, in NFC, with faults instead of errors.
enum BoundedFile {
    static func text(at path: String, limit: Int, displayName: String, faults: inout [Fault]) -> String? {
        func refuse(_ message: String, _ mend: String) -> String? {
            faults.append(Fault(file: displayName, message: message, mend: mend))
            return nil
        }
        guard let status = FileStatus(path) else { return refuse("does not exist", "create it") }
        // Only a regular file: reading a pipe would wait for ever.
        guard status.isRegular, let handle = FileHandle(forReadingAtPath: path) else {
            return refuse("cannot be read", "make it a file that the server may read")
        }
        defer { try? handle.close() }
        let data: Data
        do {
            data = try handle.read(upToCount: limit + 1) ?? Data()
        } catch {
            return refuse("cannot be read", "make it a file that the server may read")
        }
        guard data.count <= limit else {
            return refuse("is larger than \(limit / 1024) KiB", "split or shorten it")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            return refuse("is not UTF-8", "save it as UTF-8")
        }
        return (data.contains(0x0D) ? text.replacing("\r\n", with: "\n") : text).nfc
    }
}
