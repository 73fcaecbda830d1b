import SMMAdapterKit

extension RemoteAuthor {
    /// Reads a profile view (lexicon `app.bsky.actor.defs`, `chat.bsky.actor.defs`); nil without a DID.
    init?(_ json: JSONValue?, _ seat: Seat) {
        guard let did = json?["did"]?.word, Identifier.isDID(did) else { return nil }
        let handle = json?["handle"]?.string.flatMap(Identifier.handleText)
        self.init(
            remoteID: did, handle: handle.map { "@" + $0 } ?? did, name: json?["displayName"]?.word,
            url: "\(seat.web)/profile/\(did)")
    }
}
