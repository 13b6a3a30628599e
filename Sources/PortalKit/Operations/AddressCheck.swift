/// Finds addresses that two modules, or a module and the core, would both answer.
struct AddressCheck {
    private struct Route {
        let method: Method
        let path: String
        /// Nil for the core.
        let module: CheckedModule?
    }

    let modules: [CheckedModule]

    var faults: [Fault] {
        let served = modules.filter(\.listing.isEnabled)
        var faults: [Fault] = []
        for (index, module) in served.enumerated() {
            if let fault = MountPath.fault(in: module.mountPath) {
                faults.append(module.fault(fault, mend: "choose another path with mount: /…"))
            }
            let others = [core] + served[..<index].map(routes)
            for route in routes(module) {
                guard let rival = others.joined().first(where: { Self.overlap($0, route) }) else { continue }
                let owner = rival.module.map { "module \"\($0.id)\"" } ?? "the core"
                faults.append(
                    module.fault(
                        "its page \(route.path) is also \(owner)'s page \(rival.path)",
                        mend: "give one of them another mount: path"))
                break
            }
        }
        return faults
    }

    private var core: [Route] {
        CoreEndpoints.all.map { Route(method: $0.method, path: $0.path, module: nil) }
    }

    private func routes(_ module: CheckedModule) -> [Route] {
        let pages = module.contributions.routes.map { ($0.method, $0.path) }
        let feeds = module.contributions.feeds.map { (Method.get, $0.path) }
        return (pages + feeds).map { method, path in
            Route(method: method, path: path == "/" ? module.mountPath : module.mountPath + path, module: module)
        }
    }

    /// Whether some address is matched by both.
    private static func overlap(_ left: Route, _ right: Route) -> Bool {
        let (these, those) = (left.path.split(separator: "/"), right.path.split(separator: "/"))
        return left.method == right.method && these.count == those.count
            && zip(these, those).allSatisfy { $0 == $1 || $0.hasPrefix(":") || $1.hasPrefix(":") }
    }
}
