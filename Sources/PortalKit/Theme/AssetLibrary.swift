import Crypto
import Foundation
import HTTPTypes
import Synchronization

/// Style sheets, scripts and pictures of core, modules and site, under names that change with their content.
///
/// A name is `/assets/<hash>/<owner>/<path>`: a browser may keep it for a year. Held in memory in the forms in which
/// they are sent, once somebody has asked for them. The scripts of a folder share their hash, so that one may import another as `./other.js`.
struct AssetLibrary: Sendable {
    private var assets: [String: Asset] = [:]
    private var urls: [String: String] = [:]

    static let prefix = "/assets/"
    private static let limit = 2 << 20

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "ico": "image/x-icon",
        "woff2": "font/woff2", "webmanifest": "application/manifest+json", "txt": "text/plain; charset=utf-8",
    ]

    /// Adds all files below a folder; files of types that a page does not use are left out.
    mutating func add(folder: URL, owner: String) {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        let base = folder.resolvingSymlinksInPath().path
        var contents: [String: [UInt8]] = [:]
        for case let file as URL in files ?? .init() {
            let path = file.resolvingSymlinksInPath().path
            guard path.hasPrefix(base + "/"), let data = try? Data(contentsOf: file), data.count <= Self.limit else {
                continue
            }
            contents[String(path.dropFirst(base.count + 1))] = Array(data)
        }
        var scripts: [String: [UInt8]] = [:]
        for path in contents.keys.filter({ $0.hasSuffix(".js") }).sorted() {
            scripts[Self.folder(of: path), default: []] += contents[path] ?? []
        }
        for (path, content) in contents {
            let hashed = path.hasSuffix(".js") ? scripts[Self.folder(of: path)] : nil
            add(content, owner: owner, path: path, hashOf: hashed)
        }
    }

    private static func folder(of path: String) -> String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }

    /// Adds one file.
    ///
    /// - Parameter hashed: what its name follows; nil for its own content.
    mutating func add(_ content: [UInt8], owner: String, path: String, hashOf hashed: [UInt8]? = nil) {
        guard let type = Self.types[path.split(separator: ".").last.map { $0.lowercased() } ?? ""] else { return }
        let hash = SHA256.hash(data: hashed ?? content).prefix(6).map { byte in
            let hex = String(byte, radix: 16)
            return hex.count == 1 ? "0" + hex : hex
        }.joined()
        let url = "\(Self.prefix)\(hash)/\(owner)/\(path)"
        var headers: HTTPFields = [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"]
        // A picture may style itself; opened as a page of its own it runs no script all the same.
        if type == "image/svg+xml" { headers[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'" }
        SecurityHeaders.add(to: &headers, isSecure: false)
        assets[url] = Asset(headers: headers, content: content)
        urls["\(owner)/\(path)"] = url
    }

    /// The address of a file, as `core/css/portal.css`; nil when there is none.
    func url(_ name: String) -> String? { urls[name] }

    /// The file at this address, ready to send.
    func asset(at path: String) -> CachedPage? { assets[path]?.page }

    /// Names of one owner that end like this, in order, as all its style sheets.
    func names(of owner: String, suffix: String) -> [String] {
        urls.keys.filter { $0.hasPrefix(owner + "/") && $0.hasSuffix(suffix) }.sorted()
    }
}

/// One file, compressed when it is sent first: most are for pages of the administration that nobody opens that day.
private final class Asset: Sendable {
    private enum State {
        case read(headers: HTTPFields, content: [UInt8])
        case ready(CachedPage)
    }

    private let state: Mutex<State>

    init(headers: HTTPFields, content: [UInt8]) {
        state = Mutex(.read(headers: headers, content: content))
    }

    var page: CachedPage {
        state.withLock { state in
            switch state {
            case .ready(let page): return page
            case .read(let headers, let content):
                let page = CachedPage(status: 200, headers: headers, body: content, lastModified: nil)
                state = .ready(page)
                return page
            }
        }
    }
}
