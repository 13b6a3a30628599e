import GRDB
import PortalKit

/// What is kept of bodies, people and introduction pages each time one is saved (Art. 10.2).
enum OrganizationRevisions {
    static let all = [bodies, people, pages]

    /// What a body belongs to, and its address, are the structure's, not one text's: they stay.
    private static let bodies = RevisedRecords(
        type: OrganizationNames.bodyType, screen: "/:id", permissions: [OrganizationNames.permission],
        explanation: "revision.restore_body_keeps",
        find: { request in
            let body = try await request.body()
            return RevisedRecord(
                body.reference, title: body.name, screen: OrganizationScreen.body(body.id), mayEdit: true)
        },
        fields: { revision, database, texts in
            RevisionField.fields(
                of: OrganizationForms.body(
                    try revision.decode(BodyContent.self), id: nil, revision: 0, tree: try BodyTree.fetch(in: database),
                    texts: texts), texts: texts)
        },
        restore: { revision, current, change, context in
            var content = try revision.decode(BodyContent.self)
            guard let now = try OrganizationRows.body(revision.record.id, in: change.database)?.content else {
                throw PortalError.notFound
            }
            (content.parent, content.slug) = (now.parent, now.slug)
            try BodyDesk(context).save(revision.record.id, content, from: current, in: change)
        })

    /// A person stays in the body where they are now.
    private static let people = RevisedRecords(
        type: OrganizationNames.personType, screen: "/:id/can-bo/:person",
        permissions: [OrganizationNames.permission], explanation: "revision.restore_person_keeps",
        find: { request in
            let (person, body) = try await request.person()
            return RevisedRecord(
                person.reference, title: person.name, screen: OrganizationScreen.person(person.id, of: body.id),
                mayEdit: true)
        },
        fields: { revision, database, texts in
            RevisionField.fields(
                of: OrganizationForms.person(
                    try revision.decode(PersonContent.self), revision: 0,
                    bodies: try BodyTree.fetch(in: database).places, texts: texts), texts: texts)
        },
        restore: { revision, current, change, _ in
            var content = try revision.decode(PersonContent.self)
            guard let now = try OrganizationRows.person(revision.record.id, in: change.database)?.content else {
                throw PortalError.notFound
            }
            content.body = now.body
            try PersonDesk.save(revision.record.id, content, from: current, in: change)
        })

    private static let pages = RevisedRecords(
        type: OrganizationNames.pageType, screen: "/trang/:id", permissions: [OrganizationNames.permission],
        explanation: "revision.restore_page_keeps",
        find: { request in
            let page = try await request.introductionPage()
            return RevisedRecord(
                page.reference, title: page.title, screen: OrganizationScreen.page(page.id), mayEdit: true)
        },
        fields: { revision, database, texts in
            let content = try revision.decode(IntroductionContent.self)
            let names = try PageOutline.Names(content, in: database)
            return [
                RevisionField(PageForm.Name.title, texts("field.title"), text: content.title),
                RevisionField(
                    PageForm.Name.blocks, texts("field.blocks"), markup: try PageOutline.html(content, names, texts)),
                RevisionField(PageForm.Name.slug, texts("field.slug"), text: content.slug),
            ]
        },
        restore: { revision, current, change, context in
            var content = try revision.decode(IntroductionContent.self)
            guard let now = try OrganizationRows.page(revision.record.id, in: change.database)?.content else {
                throw PortalError.notFound
            }
            content.slug = now.slug
            try PageDesk(context).save(revision.record.id, content, from: current, in: change)
        })
}
