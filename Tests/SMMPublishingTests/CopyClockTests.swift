import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMStore
import SMMTestSupport
import Testing

@Suite("A restored copy whose clock is wrong", .timeLimit(.minutes(10)))
struct CopyClockTests {
    @Test(
        "sends nothing before its time, though everything was in doubt because no clock was set",
        arguments: [FakeClass.recordKey, .idempotencyKey, .listing, .blind])
    func early(_ kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await Copying.open(kind, in: folder)
            let (post, copy, doubtful) = try await Copying.copied(
                house, in: folder, sending: nil, later: .minutes(5), dueBy: Instant(milliseconds: .max)
            ) { engine, start in try await house.post("future", by: engine, plan: Copying.plan(start + .hours(10))) }
            #expect(doubtful == 1)
            let due = copy.clock.now + .minutes(595)
            try await Copying.expect(copy, post, ends: [.published], out: ["future"]) { engine in
                if kind == .blind {
                    try await copy.settle(engine, until: due - .hours(5))
                    try await copy.change(engine) {
                        try $0.resolve(post, .notPublished(resend: true), by: House.owner, now: $1, in: $2)
                    }
                }
                try await copy.settle(engine, until: due - .minutes(1))
                #expect(try await copy.states(of: post) == [.scheduled])
                #expect(Copying.texts(copy).isEmpty)
            }
        }
    }

    @Test(
        "finds what its original has sent at times that are still to come on its own clock",
        arguments: [FakeClass.recordKey, .idempotencyKey, .listing])
    func behind(_ kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await Copying.open(kind, in: folder)
            let late = FakeClock()
            late.jump(to: house.clock.now + .days(-1))
            let (post, copy, doubtful) = try await Copying.copied(
                house, in: folder, sending: .minutes(30), later: .minutes(30), dueBy: Instant(milliseconds: .max),
                clock: late
            ) { engine, start in try await house.post("out", by: engine, plan: Copying.plan(start + .minutes(1))) }
            #expect(doubtful == 1)
            try await Copying.expect(copy, post, ends: [.published], out: ["out"])
        }
    }
}
