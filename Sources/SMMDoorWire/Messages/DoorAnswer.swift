/// What smmd answers its door.
package enum DoorAnswer: Sendable, Hashable {
    /// The most bytes of an answer.
    package static let longest = 16 << 10

    /// There is nothing of the kind, whatever the reason.
    case refused
    /// It cannot be said now; the same may be asked again.
    case later
    /// What the door must know to serve.
    case facts(DoorFacts)
    /// A medium of this type and length; its open file comes along.
    case media(type: String, count: Int64)
    /// The answer to a riddle.
    case proof(String)
    /// It was taken.
    case taken(language: String)
}

extension DoorAnswer {
    private enum Kind {
        static let refused: UInt8 = 0
        static let later: UInt8 = 1
        static let facts: UInt8 = 2
        static let media: UInt8 = 3
        static let proof: UInt8 = 4
        static let taken: UInt8 = 5
    }

    /// As it crosses.
    package var bytes: [UInt8] {
        switch self {
        case .refused: WireFields(kind: Kind.refused).bytes
        case .later: WireFields(kind: Kind.later).bytes
        case .facts(let facts): WireFields(kind: Kind.facts, texts: [facts.host, facts.language] + facts.proxies).bytes
        case .media(let type, let count): WireFields(kind: Kind.media, texts: [type, String(count)]).bytes
        case .proof(let answer): WireFields(kind: Kind.proof, texts: [answer]).bytes
        case .taken(let language): WireFields(kind: Kind.taken, texts: [language]).bytes
        }
    }

    /// The answer these bytes are; nil for what is none.
    package init?(_ bytes: [UInt8]) {
        guard let wire = WireFields(bytes) else { return nil }
        switch (wire.kind, wire.fields.count) {
        case (Kind.refused, 0): self = .refused
        case (Kind.later, 0): self = .later
        case (Kind.facts, 2...):
            guard let host = wire.text(0), let language = wire.text(1) else { return nil }
            let proxies = wire.fields.indices.dropFirst(2).compactMap { wire.text($0) }
            guard proxies.count == wire.fields.count - 2 else { return nil }
            self = .facts(DoorFacts(host: host, language: language, proxies: proxies))
        case (Kind.media, 2):
            guard let type = wire.text(0), let count = wire.text(1).flatMap({ Int64($0) }), count > 0 else {
                return nil
            }
            self = .media(type: type, count: count)
        case (Kind.proof, 1):
            guard let answer = wire.text(0) else { return nil }
            self = .proof(answer)
        case (Kind.taken, 1):
            guard let language = wire.text(0) else { return nil }
            self = .taken(language: language)
        default: return nil
        }
    }
}
