import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SMMPublishing
import SMMTestSupport
import Testing

@Suite("The credential of a send", .timeLimit(.minutes(5)))
struct CredentialTests {
    private static let lost = CredentialAnswer.lost(Failure("refresh-refused", "A person must sign in."))
    private static let wait = CredentialAnswer.wait(
        after: .minutes(5), reason: Failure("renewal-waits", "The credential could not be renewed just now."))

    /// One post on an account whose credentials are these; gives its state, the notices and what the network made.
    private func outcome(
        _ credentials: ScriptedCredentials, until span: Milliseconds = .hours(1)
    ) async throws -> (states: [OperationState], commands: [String?], made: Int, doubled: Int) {
        try await withTemporaryFolder { folder in
            var open = try await House.open(FakeRules(.listing), in: folder)
            open.adapter = SignedAdapter(real: FakeNetworkAdapter(open.rules), good: Secret("new"))
            open.credentials = credentials
            let house = open
            return try await house.withDaemon { engine in
                let post = try await house.post("Hello", by: engine)
                try await house.settle(engine, until: house.clock.now + span)
                let report = house.network.report()
                return (
                    try await house.states(of: post), try await house.notices().map(\.command), report.made,
                    report.doubles.count
                )
            }
        }
    }

    @Test("one that is refused is renewed once, and the post goes out once by another attempt")
    func renewed() async throws {
        let credentials = ScriptedCredentials(ScriptedCredentials.token("old"), then: ScriptedCredentials.token("new"))
        let found = try await outcome(credentials)
        #expect(found.states == [.published])
        #expect(found.made == 1)
        #expect(credentials.refusals == 1)
        #expect(found.commands.isEmpty)
    }

    @Test("one that stays refused holds the account and tells a person how to mend it; the post is not lost")
    func refused() async throws {
        let credentials = ScriptedCredentials(ScriptedCredentials.token("old"), then: Self.lost)
        let found = try await outcome(credentials)
        #expect(found.states == [.scheduled])
        #expect(found.made == 0)
        #expect(credentials.refusals == 1)
        #expect(found.commands.count == 1)
        #expect(found.commands[0]?.hasPrefix("smmctl account reconnect acc_") == true)
    }

    @Test("without one nothing is sent, and the account is held")
    func missing() async throws {
        let found = try await outcome(ScriptedCredentials(Self.lost, then: Self.lost))
        #expect(found.states == [.scheduled])
        #expect(found.made == 0)
        #expect(found.commands.count == 1)
    }

    @Test("while it is renewed the post waits, and nobody is told")
    func waiting() async throws {
        let found = try await outcome(ScriptedCredentials(Self.wait, then: Self.wait), until: .minutes(2))
        #expect(found.states == [.retryWait])
        #expect(found.made == 0)
        #expect(found.commands.isEmpty)
    }
}
