import Foundation
import GRDB
import Logging
import Synchronization
import Testing

@testable import PortalKit

struct OutboxTests {
    private let site: TestSite
    private let dispatcher: OutboxDispatcher

    init() throws {
        site = try TestSite()
        dispatcher = OutboxDispatcher(database: site.database, logger: .silent, now: site.clock.read)
    }

    private func emit(_ names: String...) throws {
        try site.storage().writeBlocking(as: .an) { change in
            for name in names { try change.emit(Event(name, payload: ["name": name])) }
        }
    }

    /// As a module's handlers are made known when it is put in service.
    private func subscribe(_ subscribers: [EventSubscriber]) async throws {
        let names = subscribers.map { ($0.module, $0.id) }
        try await site.database.write { database in
            for (module, handler) in names { try Outbox.subscribe(module: module, handler: handler, in: database) }
        }
    }

    private func subscriber(
        _ id: String, _ log: Log, module: String = "ads", events: Set<String> = ["a", "b"],
        failing: @escaping @Sendable (Event) -> Bool = { _ in false }
    ) -> EventSubscriber {
        EventSubscriber(module: module, id: id, events: events) { event in
            log.add("\(id):\(event.name)")
            if failing(event) { throw Trouble() }
        }
    }

    @Test func eachSubscriberGetsWhatItWantsOnceAndInOrder() async throws {
        let log = Log()
        let subscribers = [subscriber("one", log), subscriber("two", log, events: ["b"])]
        try emit("before")
        try await subscribe(subscribers)
        try emit("a", "x", "b", "a")
        #expect(try await dispatcher.deliverPending(to: subscribers) == 4)
        #expect(log.entries.filter { $0.hasPrefix("one") } == ["one:a", "one:b", "one:a"])
        #expect(log.entries.filter { $0.hasPrefix("two") } == ["two:b"])
        #expect(try await dispatcher.deliverPending(to: subscribers) == 0)
    }

    @Test func aFailureIsTriedAgainLaterAndBlocksNobody() async throws {
        let log = Log()
        let tries = Mutex(0)
        let bad = subscriber("bad", log) { event in
            event.name == "a"
                && tries.withLock {
                    $0 += 1; return $0 <= 2
                }
        }
        let subscribers = [bad, subscriber("good", log)]
        try await subscribe(subscribers)
        try emit("a", "b")
        #expect(try await dispatcher.deliverPending(to: subscribers) == 3)
        #expect(try await dispatcher.deliverPending(to: subscribers) == 0)
        site.clock.advance(61)
        #expect(try await dispatcher.deliverPending(to: subscribers) == 0)
        site.clock.advance(61)
        #expect(try await dispatcher.deliverPending(to: subscribers) == 0)
        site.clock.advance(181)
        #expect(try await dispatcher.deliverPending(to: subscribers) == 1)
        #expect(try site.rows("SELECT * FROM core_deliveries").isEmpty)
    }

    @Test func afterTheLastAttemptADeliveryIsGivenUp() async throws {
        let log = Log()
        let subscribers = [subscriber("bad", log) { _ in true }]
        try await subscribe(subscribers)
        try emit("a")
        for _ in 0..<(Outbox.attempts + 3) {
            try await dispatcher.deliverPending(to: subscribers)
            site.clock.advance(9 * 3600)
        }
        #expect(log.entries.count == Outbox.attempts)
        let dead = try await site.database.read { try Outbox.dead(in: $0) }
        #expect(dead.map(\.handler) == ["bad"] && dead.first?.event.name == "a")
        #expect(dead.first?.attempts == Outbox.attempts && dead.first?.error.contains("Trouble") == true)
        #expect(try site.costlySteps(Outbox.deadListing, [50]) == [])
        let clock = site.clock
        try await site.database.write { try Outbox.retryDead(now: clock.read(), in: $0) }
        try await dispatcher.deliverPending(to: [subscriber("bad", log)])
        #expect(try await site.database.read { try Outbox.dead(in: $0) }.isEmpty)
        #expect(try site.rows("SELECT * FROM core_deliveries").isEmpty)
    }

    @Test func aCrashInAHandlerRepeatsTheEvent() async throws {
        let log = Log()
        let subscribers = [subscriber("one", log)]
        try await subscribe(subscribers)
        try emit("a")
        let never = EventSubscriber(module: "ads", id: "one", events: ["a"]) { _ in
            try await Task.sleep(for: .seconds(3600))
        }
        let cut = Task { [dispatcher] in try await dispatcher.deliverPending(to: [never]) }
        cut.cancel()
        _ = try? await cut.value
        let reborn = OutboxDispatcher(database: site.database, logger: .silent, now: site.clock.read)
        #expect(try await reborn.deliverPending(to: subscribers) == 1)
        #expect(log.entries == ["one:a"])
    }

    @Test func aHandlerThatHangsIsCutOff() async throws {
        let impatient = OutboxDispatcher(
            database: site.database, logger: .silent, now: site.clock.read, timeLimit: TimeLimit { _ in })
        let hanging = EventSubscriber(module: "ads", id: "hanging", events: ["a"]) { _ in
            try await Task.sleep(for: .seconds(3600))
        }
        try await subscribe([hanging])
        try emit("a")
        #expect(try await impatient.deliverPending(to: [hanging]) == 0)
        #expect(try site.rows("SELECT error FROM core_deliveries").first?.contains("did not end within 60") == true)
    }

    @Test func anEnabledModuleGetsWhatHappenedWhileItWasDisabled() async throws {
        let log = Log()
        let ads = subscriber("one", log)
        try await subscribe([ads])
        try emit("a")
        #expect(try await dispatcher.deliverPending(to: []) == 0)
        #expect(try await dispatcher.deliverPending(to: [ads]) == 1)
    }

    @Test func oldEventsAreDeleted() async throws {
        try emit("a")
        site.clock.advance(Outbox.retention + 1)
        try emit("b")
        let now = site.clock.read()
        try await site.database.write { try Outbox.prune(now: now, in: $0) }
        #expect(try site.rows("SELECT name FROM core_outbox").count == 1)
    }

    @Test func aSignalWakesTheLoop() async throws {
        let (stream, continuation) = AsyncStream<String>.makeStream()
        let listening = EventSubscriber(module: "ads", id: "one", events: ["a", "b"]) { continuation.yield($0.name) }
        try await subscribe([listening])
        try emit("a")
        let loop = Task { [dispatcher] in await dispatcher.run { [listening] } }
        var names = stream.makeAsyncIterator()
        #expect(await names.next() == "a")
        try emit("b")
        dispatcher.signal()
        #expect(await names.next() == "b")
        loop.cancel()
        await loop.value
    }
}

final class Log: Sendable {
    private let lines = Mutex<[String]>([])

    var entries: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

extension Logger {
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
