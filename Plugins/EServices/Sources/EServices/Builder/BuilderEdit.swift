import PortalKit

/// A change of a form's draft.
enum BuilderEdit: Sendable {
    case texts(purpose: String, consent: String)
    case page(Int?, FormDefinition.Page)
    case field(page: Int, id: String?, FormDefinition.Field)
    case movePage(Int, by: Int)
    case moveField(page: Int, id: String, by: Int)
    case deletePage(Int)
    case deleteField(page: Int, id: String)

    /// - Throws: `PortalError.notFound` when what is to be changed is not there, `PortalError.conflict` when there is no room.
    func apply(to form: inout FormDefinition) throws {
        switch self {
        case .texts(let purpose, let consent): (form.purpose, form.consent) = (purpose, consent)
        case .page(let index, let page):
            if let index {
                try Self.require(index, in: form.pages.indices)
                form.pages[index] = page
            } else {
                guard form.pages.count < FormDefinition.Limit.pages else {
                    throw PortalError.conflict(reason: "error.409")
                }
                form.pages.append(page)
            }
        case .field(let page, let id, let field):
            try Self.require(page, in: form.pages.indices)
            if let id {
                let index = try Self.index(of: id, in: form.pages[page])
                form.pages[page].fields[index] = field
            } else {
                guard form.pages[page].fields.count < FormDefinition.Limit.fields else {
                    throw PortalError.conflict(reason: "error.409")
                }
                form.pages[page].fields.append(field)
            }
        case .movePage(let index, let distance):
            try Self.require(index, in: form.pages.indices)
            try Self.require(index + distance, in: form.pages.indices)
            form.pages.swapAt(index, index + distance)
        case .moveField(let page, let id, let distance):
            try Self.require(page, in: form.pages.indices)
            let index = try Self.index(of: id, in: form.pages[page])
            let end = index + distance
            if form.pages[page].fields.indices.contains(end) {
                form.pages[page].fields.swapAt(index, end)
            } else {
                // Beyond the first or last place lies the next page.
                let other = page + distance
                try Self.require(other, in: form.pages.indices)
                let field = form.pages[page].fields.remove(at: index)
                form.pages[other].fields.insert(field, at: distance < 0 ? form.pages[other].fields.count : 0)
            }
        case .deletePage(let index):
            try Self.require(index, in: form.pages.indices)
            form.pages.remove(at: index)
        case .deleteField(let page, let id):
            try Self.require(page, in: form.pages.indices)
            form.pages[page].fields.remove(at: try Self.index(of: id, in: form.pages[page]))
        }
    }

    private static func require(_ index: Int, in indices: Range<Int>) throws {
        guard indices.contains(index) else { throw PortalError.notFound }
    }

    private static func index(of id: String, in page: FormDefinition.Page) throws -> Int {
        guard let index = page.fields.firstIndex(where: { $0.id == id }) else { throw PortalError.notFound }
        return index
    }
}
