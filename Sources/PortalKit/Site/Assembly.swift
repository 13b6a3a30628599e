import Foundation

/// Everything that the core and the enabled modules of a site give, put together.
///
/// It is a value that never changes. Routes, menus, blocks, feeds, jobs, event handlers, search kinds, permissions,
/// report sections, texts and templates are looked up here and nowhere else, so what is not in it does not exist.
struct Assembly: Sendable {
    let modules: [ActiveModule]
    let router: EndpointRouter
    let endpoints: [Endpoint]
    let templates: TemplateLibrary
    let texts: TextLibrary
    let assets: AssetLibrary
    /// `site` in each template.
    let siteValue: TemplateValue
    /// The main menu.
    let menus: PerLanguage<[LayoutModel.MenuItem]>
    let blocks: [String: BlockInUse]
    let feeds: PerLanguage<[LinkModel]>
    let shareImage: String
    let stylesheets: [String]
    let adminStylesheets: [String]
    let scripts: [String]
    let frameParts = FrameParts()
    let workingDays: WorkingDays

    struct BlockInUse: Sendable {
        let module: ActiveModule
        let block: HomeBlock
    }

    /// The ids of the modules whose search hits may be shown.
    var moduleIds: [String] { modules.map(\.id) }

    func module(_ id: String) -> ActiveModule? { modules.first { $0.id == id } }

    func service(_ type: ObjectIdentifier) -> Any? {
        for module in modules {
            for service in module.contributions.services where service.type == type {
                return service.make(module.context)
            }
        }
        return nil
    }

    /// What roles can be granted at this moment.
    var permissions: [PermissionDefinition] {
        CorePermission.all + modules.flatMap(\.manifest.permissions)
    }

    /// The engine for the workflows of the enabled modules, with their gates and those of the core.
    func workflow(publicationGates: [WorkflowGate]) -> WorkflowEngine {
        var gates: [String: [WorkflowGate]] = [:]
        for workflow in modules.flatMap(\.contributions.workflows) { gates[workflow.type.id] = workflow.gates }
        return WorkflowEngine(gates: gates, publicationGates: publicationGates, calendar: workingDays)
    }
}
