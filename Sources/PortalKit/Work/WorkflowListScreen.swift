import GRDB

/// The workflows of the enabled modules, which the site can change.
enum WorkflowListScreen {
    static func show(_ request: Request) async throws -> Response {
        let (assembly, language) = (request.assembly, request.client.language)
        let rows = try await request.site.database.read { database in
            try assembly.changeableWorkflows.compactMap { module, declared -> AdminList.Row? in
                guard let version = try WorkflowDefinitions.latest(declared.id, in: database) else { return nil }
                let texts = assembly.texts.texts(module: module.id, language: language)
                let names = WorkflowNames([version.type], texts: texts)
                let url = WorkflowEditScreen.path(declared.id)
                return AdminList.Row(
                    [
                        .init(texts("module.name"), url: url),
                        .init(version.type.steps.map { names.step($0.id) }.joined(separator: " → ")),
                        .init(String(version.type.version)),
                        .init(version.by.isEmpty ? texts("workflow.by_module") : version.by),
                    ], links: [AdminAction(texts("workflow.change"), url: url)])
            }
        }
        let texts = request.texts
        let paging = try Paging(number: 1, size: max(rows.count, 1), total: rows.count)
        return try request.adminList(
            AdminList(
                intro: texts("workflow.list_intro"),
                columns: ["work.kind", "work.way", "version", "workflow.changed_by"].map { .init(texts($0)) },
                rows: rows, empty: texts("workflow.none"), pager: Pager(paging, path: WorkPath.workflows, texts: texts)),
            PageInfo(title: texts("admin.workflows")))
    }
}

extension Assembly {
    /// The workflows whose steps a site can change, as their modules declare them.
    var changeableWorkflows: [(module: ActiveModule, declared: WorkflowType)] {
        modules.flatMap { module in
            module.contributions.workflows.filter { $0.records != nil && $0.type.plan != nil }.map { (module, $0.type) }
        }
    }
}
