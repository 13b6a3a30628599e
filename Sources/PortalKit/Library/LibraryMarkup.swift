public import GRDB

// All of this works on bytes: a combining mark in a text makes one `Character` with the quotation mark before it.

extension SafeHTML {
    /// The library's items that the markup shows or links to.
    public var libraryItems: Set<Int64> {
        let prefix = Array("\(FileLibrary.path)/".utf8)
        var items: Set<Int64> = []
        // In canonical markup a quotation mark ends or begins an attribute and is nothing else.
        for part in html.utf8.split(separator: UInt8(ascii: "\"")) where part.starts(with: prefix) {
            if let id = LibraryItem.id(inAttribute: part) { items.insert(id) }
        }
        return items
    }

    /// The markup with the library's pictures in all their widths, each loaded only when it comes into sight; one query.
    ///
    /// A page that shows it depends on ``LibraryItem/dependency(_:)`` of its ``libraryItems``.
    ///
    /// - Parameter sizes: how wide a picture is shown, as for HTML's attribute `sizes`.
    public func withLibraryPictures(
        sizes: StaticString = "(min-width: 62em) 52rem, 100vw", in database: Database
    ) throws -> SafeHTML {
        let items = try LibraryItem.find(libraryItems, in: database)
        guard !items.isEmpty else { return self }
        // In canonical markup `<` begins a tag and is nothing else.
        let parts = html.utf8.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false)
        var result = String(parts.first.map(Substring.init) ?? "")
        for part in parts.dropFirst() {
            result += "<"
            guard let picture = PictureTag(part), let tag = picture.tag(items, sizes: sizes) else {
                result += Substring(part)
                continue
            }
            result += tag + Substring(picture.rest)
        }
        return SafeHTML(rendered: result)
    }
}

extension LibraryItem {
    fileprivate static func id(inAttribute value: Substring.UTF8View) -> Int64? {
        let address = value.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        return id(inAddress: String(Substring(address)))
    }
}

/// A picture's tag as the sanitiser writes it, without the `<`: `img src="…" alt="…" width="…" height="…">`.
private struct PictureTag {
    let id: Int64
    /// As it stands in the markup, with its escapes.
    let alt: Substring.UTF8View
    /// What comes after the tag.
    let rest: Substring.UTF8View

    init?(_ part: Substring.UTF8View) {
        guard part.starts(with: "img src=\"".utf8), let end = part.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let values = part[..<end].split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        guard values.count > 3, values[2].elementsEqual(" alt=".utf8), let id = LibraryItem.id(inAttribute: values[1])
        else { return nil }
        self.id = id
        alt = values[3]
        rest = part[end...].dropFirst()
    }

    func tag(_ items: [Int64: LibraryItem], sizes: StaticString) -> String? {
        guard let item = items[id], item.kind == .picture, let width = item.content.original.width,
            let height = item.content.original.height
        else { return nil }
        let shown = item.content.file(width: 960).width ?? width
        return "img src=\"\(item.url(width: shown))\" srcset=\"\(item.srcset)\" sizes=\"\(sizes)\""
            + " alt=\"\(Substring(alt))\" width=\"\(width)\" height=\"\(height)\" loading=\"lazy\" decoding=\"async\">"
    }
}
