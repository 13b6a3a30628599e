/// The fixed words of Vietnamese official documents (Decree 30/2020/NĐ-CP). `folded` is a line's beginning, folded.
enum LegalPhrases {
    /// The types of documents as their titles name them, folded, with what their numbers call them.
    static let types: [(name: String, words: String, symbol: String)] = [
        ("Nghị quyết", "nghi quyet", "NQ"), ("Quyết định", "quyet dinh", "QĐ"), ("Chỉ thị", "chi thi", "CT"),
        ("Quy chế", "quy che", "QC"), ("Quy định", "quy dinh", "QyĐ"), ("Thông cáo", "thong cao", "TC"),
        ("Thông báo", "thong bao", "TB"), ("Hướng dẫn", "huong dan", "HD"), ("Chương trình", "chuong trinh", "CTr"),
        ("Kế hoạch", "ke hoach", "KH"), ("Phương án", "phuong an", "PA"), ("Đề án", "de an", "ĐA"),
        ("Dự án", "du an", "DA"), ("Báo cáo", "bao cao", "BC"), ("Biên bản", "bien ban", "BB"),
        ("Tờ trình", "to trinh", "TTr"), ("Công điện", "cong dien", "CĐ"), ("Kết luận", "ket luan", "KL"),
        ("Giấy mời", "giay moi", "GM"), ("Công văn", "cong van", "CV"), ("Luật", "luat", "L"),
        ("Nghị định", "nghi dinh", "NĐ"), ("Thông tư", "thong tu", "TT"),
    ]

    static func isType(_ folded: String) -> Bool { types.contains { $0.words == folded } }

    private static let bases = [
        "can cu ", "theo de nghi ", "xet de nghi ", "xet to trinh ", "theo to trinh ", "sau khi ", "tren co so ",
        "thuc hien ", "theo ",
    ]

    static func isBasis(_ folded: String) -> Bool {
        bases.dropLast().contains(where: folded.hasPrefix)
    }

    private static let enactments: Set<String> = [
        "quyet dinh", "quyet nghi", "chi thi", "quyet dinh nhu sau", "quyet nghi nhu sau", "ra quyet dinh",
    ]

    static func isEnactment(_ folded: String) -> Bool {
        enactments.contains(folded.trimming { ": .".contains($0) })
    }

    private static let authorities = [
        "uy ban nhan dan", "hoi dong nhan dan", "chu tich uy ban", "dang uy", "ban chap hanh", "ban thuong vu",
        "chinh phu", "thuong truc", "thu tuong", "bo truong", "quoc hoi",
    ]

    /// The line in capitals between title and bases that says who decides.
    static func isAuthority(_ folded: String, _ text: String) -> Bool {
        LegalScan.isCapitals(text) && authorities.contains(where: folded.hasPrefix)
    }

    private static let heads = [
        "cong hoa xa hoi", "doc lap - tu do", "doc lap – tu do", "dang cong san", "uy ban nhan dan",
        "hoi dong nhan dan", "so:", "so :",
    ]

    static func isMasthead(_ folded: String) -> Bool { heads.contains(where: folded.hasPrefix) }

    // MARK: - The close

    private static let signers = ["tm.", "tm ", "kt.", "kt ", "tl.", "tuq.", "q.", "t/m", "k/t"]
    private static let offices: Set<String> = [
        "chu tich", "pho chu tich", "chanh van phong", "pho chanh van phong", "truong phong", "pho truong phong",
        "truong ban", "pho truong ban", "bi thu", "pho bi thu", "chu toa", "giam doc", "pho giam doc",
    ]

    /// The lines with which the end begins: who signs, or who gets it.
    static func closing(_ folded: String, _ text: String) -> LegalRole? {
        if folded.hasPrefix("noi nhan") { return .recipients }
        guard LegalScan.isCapitals(text), text.count <= 120 else { return nil }
        return signers.contains(where: folded.hasPrefix) || offices.contains(folded) ? .signature : nil
    }

    // MARK: - What is issued with it

    static func isAppendix(_ folded: String, _ text: String) -> Bool {
        guard text.count <= 60, !text.hasSuffix("."), !text.hasSuffix(";") else { return false }
        return folded == "phu luc" || folded.hasPrefix("phu luc ") || folded.hasPrefix("mau so ")
            || folded.hasPrefix("bieu so ")
    }

    private static let attachments = [
        "quy che", "quy dinh", "dieu le", "noi quy", "danh muc", "ke hoach", "chuong trinh", "de an", "phuong an",
        "huong dan", "quy trinh", "bang gia", "bieu phi", "quy uoc", "huong uoc", "bo tieu chi", "noi dung",
    ]

    static func isAttachmentTitle(_ folded: String, _ text: String) -> Bool {
        LegalScan.isCapitals(text) && attachments.contains(where: folded.hasPrefix)
    }

    /// A line drawn with signs.
    static func isRule(_ text: String) -> Bool { text.allSatisfy { "-–—_*=.".contains($0) || $0.isWhitespace } }
}

extension String {
    func trimming(_ isOuter: (Character) -> Bool) -> String {
        guard let first = firstIndex(where: { !isOuter($0) }), let last = lastIndex(where: { !isOuter($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}
