import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

/// Rounds of one thing that is done on a fake server whose answer to it is broken in ever new ways.
///
/// In four of five rounds the server does what it is asked, and its success is broken; in the fifth it refuses with an
/// error whose body is a broken success, and does nothing. So what it did is known, and what the adapter says of it can
/// be judged: no success without the effect, and no certain failure beside it.
struct Mutations {
    /// How many rounds there are for each thing.
    static let count = 2000

    let town: Town
    let route: FakeMastodonRoute
    /// The statuses of refusals.
    var refusals = [400, 403, 404, 422, 429, 500, 503]
    private var mutator: FakeMutator
    /// What came of the rounds, by name.
    private(set) var names: [String: Int] = [:]

    /// Rounds on `route`, the same from the same seed.
    init(_ town: Town, _ route: FakeMastodonRoute, seed: UInt64) {
        self.town = town
        self.route = route
        mutator = FakeMutator(seed: seed)
        town.host.change { server, _ in server.keepsLog = false }
    }

    /// Runs the rounds.
    ///
    /// - Parameters:
    ///   - good: what the server would answer in a round.
    ///   - act: does the thing; the name of what the adapter says came of it.
    ///   - isDone: whether the server did it.
    mutating func run(
        _ good: (Int) throws -> HTTPResponse, act: (Int) async throws -> String,
        isDone: (Int) throws -> Bool
    ) async throws {
        for turn in 0..<Self.count {
            let good = try good(turn)
            let body = mutator.mutate(good.body)
            let isRefusal = turn % 5 == 4
            let status = isRefusal ? mutator.pick(refusals) : good.status
            let answer = HTTPResponse(status: status, headers: good.headers, body: body)
            town.host.change { [route] server, _ in
                server.planned[route] = [.reply(answer, effect: !isRefusal)]
            }
            let name = try await act(turn)
            names[name, default: 0] += 1
            let isDone = try isDone(turn)
            let shown = "turn \(turn), \(status), \(name): \(String(decoding: body.prefix(200), as: UTF8.self))"
            #expect(isDone == !isRefusal, "the fake did not do what was planned: \(shown)")
            if name == "published" || name == "prepared" { #expect(isDone, "a success that is none: \(shown)") }
            if ["retry", "rejected", "needsReauth"].contains(name) { #expect(!isDone, "done all the same: \(shown)") }
            let left = town.host.change { [route] server, _ in server.planned[route]?.count ?? 0 }
            #expect(left == 0, "the answer was not asked for: \(shown)")
        }
        // Some are broken where it does not matter, and most where it does.
        #expect((1..<Self.count).contains(names["published", default: 0] + names["prepared", default: 0]), "\(names)")
        #expect(names["ambiguous", default: 0] + names["retry", default: 0] > 0, "\(names)")
    }
}
