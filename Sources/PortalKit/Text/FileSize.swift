extension Int {
    /// A size in bytes as people read it: `12 KB`, `1,2 MB`; the decimal sign is that of the language.
    public func fileSize(language: String) -> String {
        if self < 1024 { return "\(self) B" }
        if self < 1 << 20 { return "\((self + 512) / 1024) KB" }
        let tenths = (self * 10 + (1 << 19)) / (1 << 20)
        return "\(tenths / 10)\(language == "en" ? "." : ",")\(tenths % 10) MB"
    }
}
