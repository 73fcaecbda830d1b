import SMMAdapterKit
import SMMModel

/// What was given of the answers below a post, by id alone: the whole tree is in hand every time, and the times in it are
/// other people's. Opaque to everybody else.
struct CommentCursor: Sendable, Hashable {
    /// Above this many, ids that are not in the tree any more are forgotten.
    private static let many = 20_000

    private var given: SeenIDs

    /// Reads a cursor; the beginning for anything that is none.
    init(_ text: String?) {
        given = SeenIDs(text.flatMap { JSONValue(text: $0) }?["a"]?.string)
    }

    /// The cursor as text.
    var text: String { JSONValue.object(["a": .string(given.text)]).text }

    /// Whether this was not given yet.
    func isNew(_ message: RemoteMessage) -> Bool { !given.contains(message.remoteID) }

    /// Takes note of what is given out of `tree`.
    mutating func give(_ messages: [RemoteMessage], of tree: [RemoteMessage]) {
        for message in messages { given.insert(message.remoteID, at: message.at) }
        if given.count > Self.many { given.keep(only: tree.map(\.remoteID)) }
    }
}
