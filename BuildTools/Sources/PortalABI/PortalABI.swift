/// The number by which host and module know that they were built against the same core.
///
/// `PortalABI.marker()` is compiled into each module, so that the host can compare a library's number with its own before
/// any code of the library runs. It reads `dinh-abi:VERSION/DIGEST/swift-COMPILER/CONFIGURATION;`. The digest follows
/// the core's public interface, the layout of its types and the pinned versions of its libraries.
public enum PortalABI {}
