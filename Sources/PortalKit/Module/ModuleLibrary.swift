import Foundation
import Synchronization

/// A module's shared library, opened once in a process and never closed.
struct ModuleLibrary: Sendable {
    let type: any PortalModule.Type
    let path: String
    var abi = ABIMarker.current
    /// The file as it was when it was opened; nil for a module that is linked in.
    var stamp: FileStatus?

    /// Whether the file has been built anew since; what is opened stays as it was until the process ends.
    var hasChanged: Bool {
        guard let stamp, let now = FileStatus(path) else { return false }
        return now != stamp
    }

    var manifest: ModuleManifest {
        var manifest = type.manifest
        manifest.abi = abi
        return manifest
    }

    private static let opened = Mutex<[String: ModuleLibrary]>([:])

    /// Opens the library, or returns it when it is open already.
    ///
    /// - Throws: ``ModuleRefusal`` before any code of the library runs when it is missing or built against another core.
    static func open(_ path: String) throws(ModuleRefusal) -> ModuleLibrary {
        let result = opened.withLock { libraries -> Result<ModuleLibrary, ModuleRefusal> in
            if let library = libraries[path] { return .success(library) }
            do throws(ModuleRefusal) {
                let library = try load(path)
                libraries[path] = library
                return .success(library)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private static func load(_ path: String) throws(ModuleRefusal) -> ModuleLibrary {
        guard FileManager.default.fileExists(atPath: path) else { throw .missingLibrary(path) }
        let stamp = FileStatus(path)
        let abi: String?
        do {
            abi = try ABIMarker.read(fromLibrary: path)
        } catch {
            throw .unreadable(path, reason: "\(error.localizedDescription)")
        }
        guard let abi else { throw .notAModule(path) }
        guard abi == ABIMarker.current else { throw .otherABI(module: abi, core: ABIMarker.current) }
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw .unreadable(path, reason: dlerror().map { String(cString: $0) } ?? "dlopen failed")
        }
        guard let symbol = dlsym(handle, ModuleEntryPoint.symbol) else { throw .notAModule(path) }
        typealias EntryPoint = @convention(c) () -> UnsafeMutableRawPointer
        let entryPoint = unsafeBitCast(symbol, to: EntryPoint.self)
        let box = Unmanaged<ModuleTypeBox>.fromOpaque(entryPoint()).takeRetainedValue()
        let library = ModuleLibrary(type: box.type, path: path, abi: box.abi, stamp: stamp)
        if let fault = library.manifest.faults.first { throw .faultyManifest(fault) }
        return library
    }
}

/// Why a module is not served.
enum ModuleRefusal: Error, CustomStringConvertible, Equatable {
    case unknown(String, searched: [String])
    case missingLibrary(String)
    case unreadable(String, reason: String)
    case notAModule(String)
    case otherABI(module: String, core: String)
    case faultyManifest(String)
    case otherId(expected: String, found: String)
    case missingNeed(String)
    case cycle([String])
    case duplicate(String)
    case failed(stage: String, reason: String)

    var description: String {
        switch self {
        case .unknown(let id, let searched):
            "no module '\(id)' found in \(searched.joined(separator: ", ")); install it there or take it out of site.yml"
        case .missingLibrary(let path):
            "its library \(path) does not exist; build the module with swift build"
                + (PortalVersion.isDebug ? "" : " -c release")
        case .unreadable(let path, let reason):
            "its library \(path) cannot be opened: \(reason); build the module again"
        case .notAModule(let path):
            "\(path) is no Đình module (it exports no \(ModuleEntryPoint.symbol)); see Documentation/module-developers.md"
        case .otherABI(let module, let core):
            "it was built against PortalKit \(module), this is PortalKit \(core); build the module again (outside the repository after `dinh sdk export`)"
        case .faultyManifest(let fault):
            "its manifest is faulty: \(fault)"
        case .otherId(let expected, let found):
            "module.yml says '\(expected)', the library says '\(found)'; make both the same"
        case .missingNeed(let need):
            "it needs '\(need)', which no enabled module provides; enable one that does"
        case .cycle(let ids):
            "modules need each other in a circle: \(ids.joined(separator: " → ")); take one of these needs out"
        case .duplicate(let id):
            "two modules have the id '\(id)'; remove one of them"
        case .failed(let stage, let reason):
            "it failed to \(stage): \(reason)"
        }
    }
}
