import Foundation

// Why a module is not served, or was not changed, in the words of the person who administers the site.

extension ModuleRefusal {
    /// What is wrong, a sentence.
    func text(_ texts: Texts) -> String {
        switch self {
        case .unknown: texts("refusal.unknown")
        case .missingLibrary(let path): texts("refusal.missing_library", ["file": Self.fileName(path)])
        case .unreadable(let path, _): texts("refusal.unreadable", ["file": Self.fileName(path)])
        case .notAModule(let path): texts("refusal.not_a_module", ["file": Self.fileName(path)])
        case .otherABI(let module, let core):
            texts("refusal.other_abi", ["module": Self.version(module), "core": Self.version(core)])
        case .faultyManifest(let fault): texts("refusal.faulty_manifest", ["fault": fault])
        case .otherId(let expected, let found): texts("refusal.other_id", ["expected": expected, "found": found])
        case .missingNeed(let need): texts("refusal.missing_need", ["need": need])
        case .cycle(let ids): texts("refusal.cycle", ["modules": ids.joined(separator: " → ")])
        case .duplicate: texts("refusal.duplicate")
        case .failed(let stage, let reason):
            texts("refusal.failed", ["stage": stage, "reason": String(reason.prefix(500))])
        }
    }

    /// What to do about it, a sentence.
    func advice(_ texts: Texts) -> String {
        let key =
            switch self {
            case .unknown: "unknown"
            case .missingLibrary, .unreadable, .otherABI: "rebuild"
            case .notAModule, .faultyManifest, .otherId: "developer"
            case .missingNeed: "missing_need"
            case .cycle: "developer"
            case .duplicate: "duplicate"
            case .failed: "failed"
            }
        return texts("refusal.advice.\(key)")
    }

    /// The file alone: where things lie on the machine is no business of a page.
    private static func fileName(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }

    /// `0.1.0 (9f2c…)` out of `0.1.0/9f2c…/swift-6.3/release`: two builds of one version may differ too.
    private static func version(_ abi: String) -> String {
        let parts = abi.split(separator: "/")
        guard let version = parts.first else { return abi }
        return parts.count > 1 ? "\(version) (\(parts[1].prefix(8)))" : String(version)
    }
}

extension ModuleChangeError {
    /// What happened and what to do, for the person who tried the change.
    func text(for request: Request) -> String {
        let texts = request.texts
        switch self {
        case .isNotListed(let id): return texts("modules.error.not_listed", ["id": id])
        case .isRefused(let id, let reason):
            let refusal = request.site.module(id)?.refusal
            let words = refusal.map { "\($0.text(texts)) \($0.advice(texts))" } ?? reason
            return texts("modules.error.refused", ["name": request.moduleName(id), "reason": words])
        case .isRemoved(let id): return texts("modules.error.removed", ["name": request.moduleName(id)])
        case .isNotRemoved(let id): return texts("modules.error.not_removed", ["name": request.moduleName(id)])
        case .isNeeded(let id, let others):
            let names = others.map(request.moduleName).joined(separator: ", ")
            return texts("modules.error.needed", ["name": request.moduleName(id), "others": names])
        case .noSetting(_, let key): return texts("modules.error.no_setting", ["key": key])
        case .refusedSetting(let key, let reason):
            return texts("modules.error.setting", ["key": key, "reason": texts(reason)])
        }
    }
}
