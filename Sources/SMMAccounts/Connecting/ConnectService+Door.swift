import Logging
import SMMAdapterKit
package import SMMModel
import Synchronization

extension ConnectService {
    /// What stands for the door's address where a person says where the browser shall come back to.
    package static let door = "door"

    /// Keeps what a browser brought through the door for the connection that waits for it.
    ///
    /// - Returns: false when none waits for this state, or something was brought for it already.
    package func bring(_ brought: ConnectReturn, state: String) -> Bool {
        let now = context.clock.now
        return sessions.withLock { $0.bring(brought, state: state, now: now) }
    }

    /// Goes on with what was brought through the door; stays where it is while nothing was.
    ///
    /// - Throws: as ``proceed(_:_:_:isDryRun:)``, and `not-agreed` when the network sent the browser back without a code.
    package func proceedThroughDoor(
        _ principal: Principal, _ name: String, isDryRun: Bool = false
    ) async throws -> ConnectProgress {
        guard !isDryRun else { return .rehearsed }
        let now = context.clock.now
        guard let session = sessions.withLock({ $0.look(name, of: principal.keyScope, now: now) }) else {
            throw Self.over
        }
        guard let brought = session.brought else {
            // A connection that waits for no browser would wait for ever.
            guard session.state != nil, let url = session.url else { throw Self.doorUnused }
            return .visit(session: name, url: url, until: session.until)
        }
        guard let code = brought.code else {
            _ = sessions.withLock { $0.take(name, of: principal.keyScope, now: now) }
            throw Problem.invalid(
                "not-agreed", "The network sent the browser back without a code.", given: brought.error,
                next: "Begin again, and agree to what it asks.")
        }
        return try await proceed(principal, name, .code(code, state: session.state, issuer: brought.issuer))
    }

    /// What went wrong with a client's connection, who is not told the particulars; what is no problem of its own is logged.
    func problem(of error: any Error, _ invite: InviteDetail) -> Problem {
        if let problem = error as? Problem ?? DatabaseProblem.problem(for: error) { return problem }
        parts.keeper.parts.logger.error(
            "A client's account could not be connected.",
            metadata: ["platform": "\(invite.platform)", "error.code": "\(error)"])
        return Problem(
            Problem.Code("internal"), status: 500, "The daemon made a mistake; it is in its log.",
            next: "journalctl --unit smmd --priority err --lines 20")
    }

    /// The address of a network names no connection: nobody could tell whose a browser is that comes back.
    static let doorUnfit = Problem.conflict(
        "door-unfit", "What the network has a person open does not say whose the browser is that comes back from it.",
        next: "Paste the code: add --paste instead of --door")

    /// A connection that was begun without the door.
    private static let doorUnused = Problem.conflict(
        "door-unused", "That connection was not begun through the door.",
        next: "Bring what it asks for, or begin again with --door")

    /// Where the browser comes back to, in full.
    func redirect(_ given: String?) throws(Problem) -> String? {
        guard given == Self.door else {
            try Self.check(redirect: given)
            return given
        }
        guard let own = parts.doorRedirect else {
            throw Problem.conflict(
                "door-missing", "There is no door through which a browser could come back.",
                next: "Set door.url in smmd.yaml, or paste the code: add --paste")
        }
        return own
    }

    /// The state in an address that a person is to open; nil for one that is too short to be guessed by nobody.
    static func state(in url: String) -> String? {
        let query = url.drop { $0 != "?" }.dropFirst().prefix { $0 != "#" }
        let pairs = query.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1) }
        let values = pairs.filter { $0.first == "state" && $0.count == 2 }.map { String($0[1]) }
        guard values.count == 1, let state = values.first, state.utf8.count >= 16,
            state.utf8.allSatisfy({ $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "+") })
        else { return nil }
        return state
    }
}
