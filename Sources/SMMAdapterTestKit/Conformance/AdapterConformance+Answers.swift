import SMMAdapterKit
import SMMModel

extension AdapterConformance {
    static let answerChecks = [
        ConformanceCheck("every status comes to its outcome") { world in
            await outcomes(world, .publish, statuses) { await world.publish($0) }
        },
        ConformanceCheck("a 429 is obeyed in every form, clamped to a second and a day") { world in
            var found: [String] = []
            for form in ConformanceLimit.forms(at: world.clock.now) {
                let request = await world.prepared()
                world.network?.plan(.publish, [.limited(form.headers)])
                let outcome = await world.publish(request)
                guard case .retry(let after, _) = outcome else {
                    found.append("\(form.name): \(outcome.name)")
                    continue
                }
                let isWithin = after.map { $0 >= .seconds(1) && $0 <= .hours(24) } ?? true
                if !(form.wait.map { after == $0 } ?? isWithin) {
                    found.append("\(form.name): \(after.map { "\($0.count) ms" } ?? "no wait")")
                }
            }
            return found
        },
        ConformanceCheck("a page instead of an answer, an answer without an id, and a cut one leave it open") { world in
            await outcomes(world, .publish, unreadable) { await world.publish($0) }
        },
        ConformanceCheck("how far a request got decides what a loss means") { world in
            let losses = TransferProgress.allCases.map { progress in
                (
                    FakeFault.fail(progress, code: progress.nothingSent ? "connection-refused" : "closed"),
                    progress.nothingSent ? "retry" : "ambiguous"
                )
            }
            return await outcomes(world, .publish, losses) { await world.publish($0) }
        },
        ConformanceCheck("the evidence of a loss names the progress") { world in
            var found: [String] = []
            for progress in TransferProgress.allCases where !progress.nothingSent {
                let request = await world.prepared()
                world.network?.plan(.publish, [.fail(progress, code: "closed")])
                guard case .ambiguous(let evidence) = await world.publish(request) else { continue }
                if evidence.progress != progress { found.append("\(progress): \(evidence.progress)") }
            }
            return found
        },
    ]

    static let statuses: [(FakeFault, String)] =
        [400, 403, 404, 410, 413, 422].map { (.status($0), "rejected") }
        + [301, 302, 307, 308].map {
            (.status($0, headers: [HTTPField("Location", "https://elsewhere.example/")]), "rejected")
        }
        + [500, 502, 503, 504, 520].map { (.status($0), "ambiguous") }
        + [
            (.status(401), "needsReauth"), (.status(429), "retry"),
            (.status(503, headers: [HTTPField("Retry-After", "30")]), "retry"),
        ]

    static let unreadable: [(FakeFault, String)] = [
        (.html(200, effect: true), "ambiguous"), (.html(200, effect: false), "ambiguous"),
        (.html(403, effect: false), "rejected"), (.gatewayTimeout(effect: true), "ambiguous"),
        (.gatewayTimeout(effect: false), "ambiguous"), (.withoutID(effect: true), "ambiguous"),
        (.truncate, "ambiguous"), (.hang(effect: true), "ambiguous"), (.lose(effect: true), "ambiguous"),
        (.reply(HTTPResponse(status: 200), effect: true), "ambiguous"),
        (.reply(HTTPResponse(status: 204), effect: true), "ambiguous"),
    ]

    /// Plans each fault for an operation of its own and compares the outcome's name.
    private static func outcomes(
        _ world: ConformanceWorld, _ kind: FakeRequestKind, _ faults: [(FakeFault, String)],
        _ act: (PublishRequest) async -> AttemptOutcome
    ) async -> [String] {
        var found: [String] = []
        for (fault, wanted) in faults {
            let request = await world.prepared()
            world.network?.plan(kind, [fault])
            let outcome = await act(request)
            if outcome.name != wanted { found.append("\(fault): \(outcome.name) instead of \(wanted)") }
        }
        return found
    }
}
