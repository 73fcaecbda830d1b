import SMMAdapterKit
import SMMAtproto

/// How a person names an account: a handle or a DID, in any way it is written.
enum Identifier: Sendable, Hashable {
    /// A handle in lower case.
    case handle(String)
    /// A DID.
    case did(String)

    /// Reads `@name.example`, `name.example`, `at://name.example`, a DID, or the address of a profile page
    /// (`https://…/profile/NAME`, on any host).
    init?(_ given: String) {
        guard given.utf8.count <= 2048 else { return nil }
        // Copied names may carry spaces and marks of writing direction.
        var text = Substring(
            given.filter { character in
                !character.isWhitespace
                    && !character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
            })
        if let page = text.firstRange(of: "/profile/") { text = text[page.upperBound...] }
        if text.hasPrefix("at://") { text = text.dropFirst(5) }
        text = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if text.first == "@" { text.removeFirst() }
        switch ATIdentifier(text) {
        case .did(let did): self = .did(did.text)
        case .handle(let handle) where !handle.isInvalidMark: self = .handle(handle.text)
        case .handle, nil: return nil
        }
    }

    /// Whether `text` is a DID.
    static func isDID(_ text: String) -> Bool { DID(text) != nil }

    /// `text` as a handle in lower case; nil when it is none, or marks one that does not resolve.
    static func handleText(_ text: String) -> String? {
        Handle(text).flatMap { $0.isInvalidMark ? nil : $0.text }
    }

    /// Where the document of `did` is read: the directory for `did:plc`, its own host for `did:web`; nil for others.
    static func documentURL(of did: String, directory: ServerAddress) -> String? {
        guard let did = DID(did) else { return nil }
        if did.method == "plc" { return directory.origin + "/" + did.text }
        guard let host = did.webHost,
            let address = ServerAddress(exactly: "https://" + host),
            let plain = address.isLoopback
                ? ServerAddress(exactly: "http://" + host) : address
        else { return nil }
        return plain.origin + "/.well-known/did.json"
    }
}
