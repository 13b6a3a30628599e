import Foundation
import PortalKit

/// A day for machines and for people.
struct DayModel: Sendable {
    let iso: String
    let text: String

    init(_ date: Date) {
        let time = VietnamTime(date)
        (iso, text) = (time.isoDay, time.dayText)
    }
}

/// A photo in the size of lists, with where its large one is.
struct PhotoModel: Sendable {
    let src: String
    let url: String
    let alt: String
    let width: Int
    let height: Int

    /// - Parameter alt: what the photo shows, where its file does not say it.
    init(_ file: CaseFile, alt: String? = nil) {
        src = file.smallURL
        url = file.url
        self.alt = alt ?? file.alt
        (width, height) = (file.width ?? 0, file.height ?? 0)
    }

    private init() {
        (src, url, alt) = ("/tep/1/anh.jpg", "/tep/2/anh.jpg", "Ổ gà giữa đường")
        (width, height) = (480, 320)
    }

    static let example = PhotoModel()
}
