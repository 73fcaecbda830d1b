import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import Testing

extension Bureau {
    /// Lets the machine work until it has nothing in hand.
    func rest() async throws {
        await engine.dispatcher.due()
        for _ in 0..<200_000 {
            if await engine.dispatcher.isQuiet { return }
            await Task.yield()
        }
        Issue.record("the dispatcher never came to rest")
    }

    /// Lets time pass, and the machine do what falls due meanwhile.
    func pass(_ span: Milliseconds) async throws {
        let end = clock.now + span
        for _ in 0..<500 {
            try await rest()
            let now = clock.now
            let next = try await database.read { tx in
                try tx.first("SELECT MIN(wake_at) FROM operation WHERE wake_at > \(now)") { try $0.optionalInstant(0) }
            }
            guard let next = next ?? nil, next <= end else {
                clock.advance(by: end - now)
                return try await rest()
            }
            clock.advance(by: next - now)
        }
        Issue.record("the machine never came to rest")
    }

    /// The texts that stand on the network, oldest first.
    var published: [String] {
        network.snapshot.posts.filter { $0.deletedAt == nil }.map(\.text)
    }
}
