import Foundation
import PortalKit

/// The forms of the administration, and what is read from them.
enum OrganizationForms {
    /// The names of fields that are spoken of outside of their form.
    enum Name {
        static let name = "name"
        static let functions = "functions"
        static let parent = "parent"
        static let successor = "successor"
        static let photo = "photo"
        static let revision = "revision"
    }

    // MARK: - Bodies

    /// - Parameters:
    ///   - id: the body's own, which cannot stand below itself; nil for a new one.
    ///   - tree: all bodies, from which the one above is chosen.
    ///   - isArranged: whether it is asked what the body belongs to.
    static func body(
        _ content: BodyContent, id: Int64?, revision: Int, tree: BodyTree, isArranged: Bool = true, texts: Texts
    ) -> Form {
        let above = tree.places.filter { place in id.map { !tree.isBelow(place.body.id, $0) } ?? true }
        let parent = FormField(
            Name.parent, .select, label: texts("field.parent"),
            options: [.init("", texts("admin.top"))] + above.map { .init(String($0.body.id), $0.indentedName) },
            value: content.parent.map(String.init) ?? "")
        return Form(
            fields: [
                FormField(
                    Name.name, label: texts("field.name"), isRequired: true, maximumLength: BodyContent.Limit.name,
                    value: content.name)
            ] + (isArranged ? [parent] : []) + details(content, texts) + past(content, id: id, tree, texts)
                + [revisionField(revision)])
    }

    private static func details(_ content: BodyContent, _ texts: Texts) -> [FormField] {
        [
            FormField(
                Name.functions, .textarea(rows: 12), label: texts("field.functions"),
                help: texts("field.markdown_help"),
                maximumLength: BodyContent.Limit.functions, value: content.functions),
            FormField(
                "address", label: texts("field.address"), maximumLength: BodyContent.Limit.address,
                value: content.address),
            phone(content.phone, texts), email(content.email, texts),
            FormField(
                "hours", label: texts("field.hours"), help: texts("field.hours_help"),
                maximumLength: BodyContent.Limit.hours, value: content.hours),
            slug(content.slug, limit: BodyContent.Limit.slug, texts),
        ]
    }

    /// When it began and ended, and what took over.
    private static func past(_ content: BodyContent, id: Int64?, _ tree: BodyTree, _ texts: Texts) -> [FormField] {
        let others = tree.places.filter { $0.body.id != id }
        return [
            FormField("past_heading", .heading, label: texts("field.past")),
            FormField(
                "established_on", .input(type: "date"), label: texts("field.established_on"), maximumLength: 10,
                value: content.establishedOn ?? ""),
            FormField(
                "dissolved_on", .input(type: "date"), label: texts("field.dissolved_on"),
                help: texts("field.dissolved_on_help"), maximumLength: 10, value: content.dissolvedOn ?? ""),
            FormField(
                Name.successor, .select, label: texts("field.successor"), help: texts("field.successor_help"),
                options: [.init("", texts("admin.no_successor"))]
                    + others.map { .init(String($0.body.id), $0.indentedName) },
                value: content.successor.map(String.init) ?? ""),
            FormField(
                "grounds", label: texts("field.grounds"), help: texts("field.grounds_help"),
                maximumLength: BodyContent.Limit.grounds, value: content.grounds ?? ""),
        ]
    }

    static func body(from form: Form) -> BodyContent {
        BodyContent(
            slug: form["slug"], parent: Int64(form[Name.parent]), name: form[Name.name],
            functions: form[Name.functions], address: form["address"], phone: form["phone"], email: form["email"],
            hours: form["hours"], dissolvedOn: form.time("dissolved_on").map { VietnamTime($0).isoDay },
            establishedOn: form.time("established_on").map { VietnamTime($0).isoDay },
            successor: Int64(form[Name.successor]), grounds: form["grounds"].nonEmpty)
    }

    // MARK: - People

    /// - Parameter bodies: those that the person can belong to.
    static func person(_ content: PersonContent, revision: Int, bodies: [BodyTree.Place], texts: Texts) -> Form {
        Form(fields: [
            FormField(
                Name.name, label: texts("field.person_name"), isRequired: true, maximumLength: PersonContent.Limit.name,
                value: content.name),
            FormField(
                "office", label: texts("field.office"), isRequired: true, maximumLength: PersonContent.Limit.office,
                value: content.office),
            FormField(
                "body", .select, label: texts("field.body"), isRequired: true,
                options: bodies.map { .init(String($0.body.id), $0.indentedName) }, value: String(content.body)),
            phone(content.phone, texts), email(content.email, texts),
            FormField(
                "duties", .textarea(rows: 4), label: texts("field.duties"), help: texts("field.duties_help"),
                maximumLength: PersonContent.Limit.duties, value: content.duties),
            FormField(
                "hours", label: texts("field.person_hours"), help: texts("field.person_hours_help"),
                maximumLength: PersonContent.Limit.hours, value: content.hours ?? ""),
            FormField(
                Name.photo, .libraryPicture(alt: nil, caption: nil), label: texts("field.photo"),
                help: texts("field.photo_help"), value: content.photo.map(String.init) ?? ""),
            revisionField(revision),
        ])
    }

    static func person(from form: Form) -> PersonContent {
        PersonContent(
            body: Int64(form["body"]) ?? 0, name: form[Name.name], office: form["office"], phone: form["phone"],
            email: form["email"], duties: form["duties"], hours: form["hours"].nonEmpty,
            photo: LibraryItem.id(typed: form[Name.photo]))
    }

    // MARK: - Parts

    private static func phone(_ value: String, _ texts: Texts) -> FormField {
        FormField(
            "phone", .input(type: "tel"), label: texts("field.phone"), maximumLength: BodyContent.Limit.phone,
            value: value, check: { PhoneNumber.isValid($0) ? nil : texts("admin.no_phone") })
    }

    private static func email(_ value: String, _ texts: Texts) -> FormField {
        FormField(
            "email", .input(type: "email"), label: texts("field.email"), maximumLength: BodyContent.Limit.email,
            value: value)
    }

    private static func slug(_ value: String, limit: Int, _ texts: Texts) -> FormField {
        FormField(
            "slug", label: texts("field.slug"), help: texts("field.slug_help"), maximumLength: limit, value: value,
            check: { Slug.isValid($0) ? nil : texts("admin.no_slug") })
    }

    /// The revision that the form was filled from, so that nobody overwrites what somebody else has saved since.
    private static func revisionField(_ revision: Int) -> FormField {
        FormField(Name.revision, .hidden, label: "", maximumLength: 10, value: String(revision))
    }
}

extension BodyTree.Place {
    /// The name with a dash for each level above it, for lists that show the tree in one column.
    var indentedName: String { String(repeating: "– ", count: depth) + body.name }
}

extension Form {
    /// The revision that the form was filled from.
    var revision: Int { Int(self[OrganizationForms.Name.revision]) ?? 0 }

    /// Says in the form why what was sent could not be saved; other errors end the request.
    ///
    /// - Parameter text: the field with Markdown.
    mutating func explain(_ error: any Error, text: String, _ texts: Texts) throws {
        switch error {
        case BodyRefusal.parentImpossible: fail(OrganizationForms.Name.parent, texts("admin.parent_impossible"))
        case BodyRefusal.successorImpossible:
            fail(OrganizationForms.Name.successor, texts("admin.successor_impossible"))
        case BodyRefusal.endBeforeBeginning: fail("dissolved_on", texts("admin.end_before_beginning"))
        case PersonRefusal.noPicture: fail(OrganizationForms.Name.photo, texts("admin.no_picture"))
        case is HTMLSanitizerError: fail(text, texts("admin.text_refused"))
        default: throw error
        }
    }
}
