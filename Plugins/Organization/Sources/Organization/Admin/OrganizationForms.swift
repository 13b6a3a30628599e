import Foundation
import PortalKit

/// The forms of the administration, and what is read from them.
enum OrganizationForms {
    /// The names of fields that are spoken of outside of their form.
    enum Name {
        static let name = "name"
        static let title = "title"
        static let text = "text"
        static let functions = "functions"
        static let parent = "parent"
        static let revision = "revision"
    }

    // MARK: - Bodies

    /// - Parameters:
    ///   - id: the body's own, which cannot stand below itself; nil for a new one.
    ///   - tree: all bodies, from which the one above is chosen.
    static func body(_ content: BodyContent, id: Int64?, revision: Int, tree: BodyTree, texts: Texts) -> Form {
        let above = tree.places.filter { place in id.map { !tree.isBelow(place.body.id, $0) } ?? true }
        return Form(fields: [
            FormField(
                Name.name, label: texts("field.name"), isRequired: true, maximumLength: BodyContent.Limit.name,
                value: content.name),
            FormField(
                Name.parent, .select, label: texts("field.parent"),
                options: [.init("", texts("admin.top"))]
                    + above.map { .init(String($0.body.id), $0.indentedName) },
                value: content.parent.map(String.init) ?? ""),
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
            FormField(
                "dissolved_on", .input(type: "date"), label: texts("field.dissolved_on"),
                help: texts("field.dissolved_on_help"), maximumLength: 10, value: content.dissolvedOn ?? ""),
            revisionField(revision),
        ])
    }

    static func body(from form: Form) -> BodyContent {
        BodyContent(
            slug: form["slug"], parent: Int64(form[Name.parent]), name: form[Name.name],
            functions: form[Name.functions], address: form["address"], phone: form["phone"], email: form["email"],
            hours: form["hours"], dissolvedOn: form.time("dissolved_on").map { VietnamTime($0).isoDay })
    }

    // MARK: - People

    static func person(_ content: PersonContent, revision: Int, tree: BodyTree, texts: Texts) -> Form {
        Form(fields: [
            FormField(
                Name.name, label: texts("field.person_name"), isRequired: true, maximumLength: PersonContent.Limit.name,
                value: content.name),
            FormField(
                "office", label: texts("field.office"), isRequired: true, maximumLength: PersonContent.Limit.office,
                value: content.office),
            FormField(
                "body", .select, label: texts("field.body"), isRequired: true,
                options: tree.places.map { .init(String($0.body.id), $0.indentedName) }, value: String(content.body)),
            phone(content.phone, texts), email(content.email, texts),
            FormField(
                "duties", .textarea(rows: 4), label: texts("field.duties"), help: texts("field.duties_help"),
                maximumLength: PersonContent.Limit.duties, value: content.duties),
            revisionField(revision),
        ])
    }

    static func person(from form: Form) -> PersonContent {
        PersonContent(
            body: Int64(form["body"]) ?? 0, name: form[Name.name], office: form["office"], phone: form["phone"],
            email: form["email"], duties: form["duties"])
    }

    // MARK: - Pages

    static func page(_ content: IntroductionContent, revision: Int, texts: Texts) -> Form {
        Form(fields: [
            FormField(
                Name.title, label: texts("field.title"), isRequired: true,
                maximumLength: IntroductionContent.Limit.title, value: content.title),
            FormField(
                Name.text, .textarea(rows: 24), label: texts("field.text"), help: texts("field.text_help"),
                isRequired: true, maximumLength: IntroductionContent.Limit.body, value: content.body),
            slug(content.slug, limit: IntroductionContent.Limit.slug, texts), revisionField(revision),
        ])
    }

    static func page(from form: Form) -> IntroductionContent {
        IntroductionContent(slug: form["slug"], title: form[Name.title], body: form[Name.text])
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
    /// - Parameters:
    ///   - field: the one to which a conflict is shown.
    ///   - text: the field with Markdown.
    mutating func explain(_ error: any Error, field: String, text: String, _ texts: Texts) throws {
        switch error {
        case let conflict as EditConflict:
            fail(field, texts("admin.conflict"))
            // Whoever sends it again has been told.
            set(OrganizationForms.Name.revision, to: String(conflict.revision))
        case BodyRefusal.parentImpossible: fail(OrganizationForms.Name.parent, texts("admin.parent_impossible"))
        case is HTMLSanitizerError: fail(text, texts("admin.text_refused"))
        default: throw error
        }
    }
}
