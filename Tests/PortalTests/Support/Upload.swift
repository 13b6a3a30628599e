import Foundation

/// A multipart form with files, written by hand.
struct Upload {
    var fields: [(String, String)] = []
    var files: [(name: String, type: String, content: [UInt8])] = []
    var path = "/thu-nghiem/tep"
    var hasToken = true
    /// The name of the file field.
    var field = "file"
    /// Where the form's token stands.
    var page = "/thu-nghiem/gui"

    /// The smallest picture.
    static let png = Array(
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
            ?? Data())

    struct Answer {
        let http: HTTPAnswer
        /// Address, media type and size of each stored file.
        let stored: [[String]]

        var urls: [String] { stored.map { $0[0] } }

        /// The first file's address.
        var url: String {
            get throws {
                guard let url = urls.first else { throw HTTPClient.Failure(description: "upload: \(http.status)") }
                return url
            }
        }
    }

    func send(_ visitor: Visitor) async throws -> Answer {
        let token = hasToken ? try await visitor.get(page).formToken ?? "" : ""
        var body: [UInt8] = []
        for (name, value) in fields + (hasToken ? [("csrf", token)] : []) {
            body += Array("--ranh\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for file in files {
            body += Array(
                ("--ranh\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(file.name)\"\r\n"
                    + "Content-Type: \(file.type)\r\n\r\n").utf8)
            body += file.content + Array("\r\n".utf8)
        }
        body += Array("--ranh--\r\n".utf8)
        let cookies = visitor.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        let http = try await visitor.client.send(
            "POST", path, [("Content-Type", "multipart/form-data; boundary=ranh"), ("Cookie", cookies)], body: body)
        return Answer(http: http, stored: (try? JSONDecoder().decode([[String]].self, from: Data(http.body))) ?? [])
    }
}
