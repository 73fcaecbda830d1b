import HTTPTypes
import SMMDoorWire

/// What the door serves; anything else is not there. Pure.
package enum DoorRoute: Sendable, Hashable {
    /// The medium that an address is good for.
    case media(String)
    /// The answer to a riddle of smmd's own.
    case proof(String)
    /// Where a network sends the browser back to.
    case callback
    /// What a client was sent to connect an account.
    case invite(String)
    /// Where a program sends something.
    case hook(String)

    /// The most bytes of a path.
    static let longestPath = 512
    /// The most bytes of the form with which a person says that a page is meant.
    package static let longestForm = 8 << 10

    /// What the log calls it: never a part of the address.
    var name: String {
        switch self {
        case .media: "media"
        case .proof: "proof"
        case .callback: "callback"
        case .invite: "invite"
        case .hook: "hook"
        }
    }

    /// The most bytes of a body.
    var longestBody: Int {
        switch self {
        case .media, .proof: 0
        case .callback, .invite: Self.longestForm
        case .hook: DoorHook.longestBody
        }
    }

    /// Whether something may stand behind the path: what a network brings, and what mail and messengers write behind every
    /// address they pass on, which says nothing.
    var mayHaveQuery: Bool {
        switch self {
        case .callback, .invite: true
        case .media, .proof, .hook: false
        }
    }

    /// The methods it answers.
    var methods: Set<HTTPRequest.Method> {
        switch self {
        case .media, .proof: [.get, .head]
        case .callback, .invite: [.get, .head, .post]
        case .hook: [.post]
        }
    }

    /// The route of a request's target and the query behind it; nil for one that is not there.
    ///
    /// A path is read letter by letter: only what our addresses are made of, with no part empty, `.` or `..`, and nothing
    /// encoded. So there is one spelling of each address, and nothing to take apart twice.
    package static func find(_ target: String) -> (route: DoorRoute, query: String)? {
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = halves.first, path.utf8.count <= longestPath, path.utf8.first == UInt8(ascii: "/") else {
            return nil
        }
        let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ $0.utf8.allSatisfy(isLetter) && !$0.isEmpty && $0 != "." && $0 != ".." }) else {
            return nil
        }
        let query = halves.count > 1 ? String(halves[1]) : ""
        guard let route = route(parts.map(String.init)), query.isEmpty || route.mayHaveQuery else { return nil }
        return (route, query)
    }

    private static func route(_ parts: [String]) -> DoorRoute? {
        switch (parts.count, parts.first) {
        case (2, "media"): .media(parts[1])
        case (2, "invite"): .invite(parts[1])
        case (2, "hook"): .hook(parts[1])
        case (2, "connect") where parts[1] == "back": .callback
        case (3, ".well-known") where parts[1] == "smmd-door": .proof(parts[2])
        default: nil
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
    }
}
