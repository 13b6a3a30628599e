import GRDB
import PortalKit

/// Takes in what other modules earn, as from business ads (Art. 12, 13). Without such a module nothing is told, and incomes
/// are entered by hand.
enum IncomeTold {
    /// `{"amount": 3000000, "title": "Gốm Hạ, vị trí đầu trang", "day": "2026-11-24"}`; the event's record is the payment.
    private struct Received: Decodable {
        let amount: Int
        let title: String?
        let day: String?
    }

    static func record(_ event: Event, _ context: ModuleContext) async throws {
        guard let record = event.record else { return }
        let received = try event.decode(Received.self)
        try await context.storage.write(as: .system("royalties.incomes")) { change in
            let day = received.day.flatMap { VietnamTime(parsing: $0) } ?? VietnamTime(change.now)
            try FundDesk.addIncome(
                received.amount, on: day.isoDay, title: String((received.title ?? event.name).prefix(300)),
                record: record, in: change)
        }
    }
}
