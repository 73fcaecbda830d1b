/// What the door may ask of smmd; nothing else can be asked there.
package enum DoorQuestion: Sendable, Hashable {
    /// The most bytes of a question.
    package static let longest = 16 << 10

    /// What the door must know to serve.
    case facts
    /// The medium that an address is good for, by its letters; a look uses nothing up.
    case media(String, isLook: Bool)
    /// The answer to a riddle that smmd has just put to its own public address.
    case proof(String)
    /// A browser came back from a network, and a person said that it is meant.
    case callback(DoorCallback)
}

extension DoorQuestion {
    private enum Kind {
        static let facts: UInt8 = 1
        static let media: UInt8 = 2
        static let proof: UInt8 = 3
        static let callback: UInt8 = 4
    }

    /// As it crosses.
    package var bytes: [UInt8] {
        switch self {
        case .facts: WireFields(kind: Kind.facts).bytes
        case .media(let text, let isLook): WireFields(kind: Kind.media, [Array(text.utf8), [isLook ? 1 : 0]]).bytes
        case .proof(let riddle): WireFields(kind: Kind.proof, texts: [riddle]).bytes
        case .callback(let callback): WireFields(kind: Kind.callback, texts: callback.texts).bytes
        }
    }

    /// The question these bytes are; nil for what is none.
    package init?(_ bytes: [UInt8]) {
        guard let wire = WireFields(bytes) else { return nil }
        switch (wire.kind, wire.fields.count) {
        case (Kind.facts, 0): self = .facts
        case (Kind.media, 2):
            guard let text = wire.text(0), wire.fields[1] == [0] || wire.fields[1] == [1] else { return nil }
            self = .media(text, isLook: wire.fields[1] == [1])
        case (Kind.proof, 1):
            guard let riddle = wire.text(0) else { return nil }
            self = .proof(riddle)
        case (Kind.callback, 4):
            guard let state = wire.text(0), let code = wire.text(1), let issuer = wire.text(2), let error = wire.text(3)
            else { return nil }
            self = .callback(DoorCallback(state: state, code: code, issuer: issuer, error: error))
        default: return nil
        }
    }
}
