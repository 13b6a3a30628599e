import Foundation
import Synchronization
import Testing

@testable import PortalKit

struct JobRunnerTests {
    private let site: TestSite
    private let runner: JobRunner

    init() throws {
        site = try TestSite()
        runner = JobRunner(database: site.database, logger: .silent, now: site.clock.read)
    }

    private func job(
        _ id: String = "tidy", _ schedule: Schedule = .daily(hour: 8, minute: 0),
        run: @escaping @Sendable () async throws -> String? = { nil }
    ) -> Job {
        Job(module: "news", id: id, schedule: schedule, run: run)
    }

    private func record(_ id: String = "tidy") throws -> JobRecord? {
        try site.database.readBlocking { try JobRunner.records($0).first { $0.id == id } }
    }

    @Test func aJobRunsWhenItIsDueAndOnce() async throws {
        let job = job { "3 tin" }
        #expect(try await runner.runDue([job]) == [])
        #expect(try record()?.state == .never)
        site.clock.advance(3600)
        #expect(try await runner.runDue([job]) == ["news/tidy"])
        #expect(try await runner.runDue([job]) == [])
        #expect(try record()?.state == .succeeded)
        #expect(try record()?.message == "3 tin")
        #expect(try record()?.startedAt == site.clock.read())
        site.clock.advance(23 * 3600)
        #expect(try await runner.runDue([job]) == [])
        site.clock.advance(3600)
        #expect(try await runner.runDue([job]) == ["news/tidy"])
    }

    /// What a record names is kept to the second, and once.
    @Test func aJobRunsAtTheMomentsThatRecordsName() async throws {
        let end = site.clock.read().addingTimeInterval(1000.5)
        let job = Job(
            module: "news", id: "expire", schedule: .daily(hour: 3, minute: 0), moment: { $0 < end ? end : nil }
        ) { nil }
        #expect(try await runner.runDue([job]) == [])
        site.clock.advance(1000)
        #expect(try await runner.runDue([job]) == [])
        site.clock.advance(1)
        #expect(try await runner.runDue([job]) == ["news/expire"])
        site.clock.advance(1)
        #expect(try await runner.runDue([job]) == [])
    }

    /// A job that cannot say when it is due still keeps its schedule.
    @Test func aFailingMomentLeavesTheSchedule() async throws {
        let job = Job(
            module: "news", id: "expire", schedule: .daily(hour: 8, minute: 0),
            moment: { _ in throw PortalError.notFound }
        ) { nil }
        #expect(try await runner.runDue([job]) == [])
        site.clock.advance(3600)
        #expect(try await runner.runDue([job]) == ["news/expire"])
    }

    @Test func whatWasMissedRunsOnceAfterTheStart() async throws {
        try await runner.runDue([job()])
        site.clock.advance(5 * 86_400)
        let reborn = JobRunner(database: site.database, logger: .silent, now: site.clock.read)
        #expect(try await reborn.runDue([job()]) == ["news/tidy"])
        #expect(try await reborn.runDue([job()]) == [])
    }

    @Test func aRunThatTheServersEndCutShortIsDoneAgain() async throws {
        try await runner.runDue([job()])
        site.clock.advance(3600)
        let hanging = job {
            try await Task.sleep(for: .seconds(3600)); return nil
        }
        let cut = Task { [runner] in try await runner.runDue([hanging]) }
        while try record()?.state != .running { await Task.yield() }
        cut.cancel()
        _ = try? await cut.value
        #expect(try record()?.state == .running)
        let reborn = JobRunner(database: site.database, logger: .silent, now: site.clock.read)
        #expect(try await reborn.runDue([job()]) == ["news/tidy"])
        #expect(try record()?.state == .succeeded)
    }

    @Test func oneThatThrowsOrHangsHarmsNoOther() async throws {
        let impatient = JobRunner(
            database: site.database, logger: .silent, now: site.clock.read,
            timeLimit: TimeLimit { limit in
                // Only the hanging job's limit is over at once.
                if limit != .seconds(7) { try await Task.sleep(for: .seconds(3600)) }
            })
        let done = Mutex(false)
        let jobs = [
            job("bad", .every(minutes: 1)) { throw Trouble() },
            Job(module: "news", id: "hanging", schedule: .every(minutes: 1), timeLimit: .seconds(7)) {
                try await Task.sleep(for: .seconds(3600))
                return nil
            },
            job("good", .every(minutes: 1)) {
                done.withLock { $0 = true }; return nil
            },
        ]
        try await impatient.runDue(jobs)
        site.clock.advance(60)
        try await impatient.runDue(jobs)
        #expect(done.withLock { $0 })
        #expect(try record("good")?.state == .succeeded)
        #expect(try record("bad")?.state == .failed)
        #expect(try record("bad")?.message == "Trouble()")
        #expect(try record("hanging")?.message == "it did not end within 7 seconds")
    }

    @Test func noJobRunsTwiceAtOnce() async throws {
        let (gate, open) = AsyncStream<Void>.makeStream()
        let runs = Mutex(0)
        let slow = job("slow") {
            runs.withLock { $0 += 1 }
            for await _ in gate { break }
            return nil
        }
        let first = Task { [runner] in try await runner.run(slow) }
        while runs.withLock({ $0 }) == 0 { await Task.yield() }
        try await runner.run(slow)
        #expect(runs.withLock { $0 } == 1)
        open.yield()
        try await first.value
    }

    @Test func theLoopDoesNotWaitForASlowJob() async throws {
        let (stream, ran) = AsyncStream<String>.makeStream()
        let slow = job("slow", .every(minutes: 1)) {
            ran.yield("slow")
            try await Task.sleep(for: .seconds(3600))
            return nil
        }
        let quick = job("quick", .every(minutes: 1)) {
            ran.yield("quick")
            return nil
        }
        try await runner.runDue([slow, quick])
        site.clock.advance(60)
        let loop = Task { [runner] in await runner.run { [slow, quick] } }
        var names: Set<String> = []
        for await name in stream {
            names.insert(name)
            if names.count == 2 { break }
        }
        while try record("quick")?.state != .succeeded { await Task.yield() }
        site.clock.advance(60)
        #expect(try await runner.runDue([slow, quick]) == ["news/quick"])
        loop.cancel()
        await loop.value
        #expect(try record("slow")?.state == .running)
    }
}
