/// What smmd answers its door.
package enum DoorAnswer: Sendable, Hashable {
    /// The most bytes of an answer.
    package static let longest = 16 << 10
    /// The most bytes of what is wrong with a message.
    package static let longestProblem = 12 << 10

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
    /// The invite is open.
    case invitation(DoorInvitation)
    /// Where the browser of a client goes on to.
    case visit(url: String, DoorInvitation)
    /// How an invite stands, or what became of it.
    case news(DoorNews, DoorInvitation)
    /// The message is of who it says, and cannot be taken: why, as a document of problem+json.
    case unfit(String)
}

extension DoorAnswer {
    private enum Kind {
        static let refused: UInt8 = 0
        static let later: UInt8 = 1
        static let facts: UInt8 = 2
        static let media: UInt8 = 3
        static let proof: UInt8 = 4
        static let taken: UInt8 = 5
        static let invitation: UInt8 = 6
        static let visit: UInt8 = 7
        static let news: UInt8 = 8
        static let unfit: UInt8 = 9
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
        case .invitation(let names): WireFields(kind: Kind.invitation, texts: names.texts).bytes
        case .visit(let url, let names): WireFields(kind: Kind.visit, texts: names.texts + [url]).bytes
        case .news(let news, let names): WireFields(kind: Kind.news, texts: names.texts + [news.rawValue]).bytes
        case .unfit(let problem): WireFields(kind: Kind.unfit, texts: [problem]).bytes
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
        case (Kind.invitation, 3):
            guard let names = Self.names(wire) else { return nil }
            self = .invitation(names)
        case (Kind.visit, 4):
            guard let names = Self.names(wire), let url = wire.text(3) else { return nil }
            self = .visit(url: url, names)
        case (Kind.news, 4):
            guard let names = Self.names(wire), let news = wire.text(3).flatMap(DoorNews.init) else { return nil }
            self = .news(news, names)
        case (Kind.unfit, 1):
            guard let problem = wire.text(0) else { return nil }
            self = .unfit(problem)
        default: return nil
        }
    }

    private static func names(_ wire: WireFields) -> DoorInvitation? {
        guard let language = wire.text(0), let brand = wire.text(1), let network = wire.text(2) else { return nil }
        return DoorInvitation(language: language, brand: brand, network: network)
    }
}
