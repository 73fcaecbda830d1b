/// What the door may ask of smmd; nothing else can be asked there.
package enum DoorQuestion: Sendable, Hashable {
    /// The most bytes of a question.
    package static let longest = DoorHook.longestBody + (16 << 10)

    /// What the door must know to serve.
    case facts
    /// The medium that an address is good for, by its letters; a look uses nothing up.
    case media(String, isLook: Bool)
    /// The answer to a riddle that smmd has just put to its own public address.
    case proof(String)
    /// A browser came back from a network, and a person said that it is meant.
    case callback(DoorCallback)
    /// What the address of an invite is good for, by its letters; nothing is changed by looking.
    case invite(String)
    /// A client accepts an invite: where does the browser go on to?
    case accept(String)
    /// Whether somebody waits for a browser that comes back with this state.
    case awaited(String)
    /// A program sent something to a hook.
    case hook(DoorHook)
}

extension DoorQuestion {
    /// Whether a network is asked before it is answered.
    package var isSlow: Bool {
        switch self {
        case .callback, .accept: true
        case .facts, .media, .proof, .invite, .awaited, .hook: false
        }
    }

    private enum Kind {
        static let facts: UInt8 = 1
        static let media: UInt8 = 2
        static let proof: UInt8 = 3
        static let callback: UInt8 = 4
        static let invite: UInt8 = 5
        static let accept: UInt8 = 6
        static let awaited: UInt8 = 7
        static let hook: UInt8 = 8
    }

    /// As it crosses.
    package var bytes: [UInt8] {
        switch self {
        case .facts: WireFields(kind: Kind.facts).bytes
        case .media(let text, let isLook): WireFields(kind: Kind.media, [Array(text.utf8), [isLook ? 1 : 0]]).bytes
        case .proof(let riddle): WireFields(kind: Kind.proof, texts: [riddle]).bytes
        case .callback(let callback): WireFields(kind: Kind.callback, texts: callback.texts).bytes
        case .invite(let secret): WireFields(kind: Kind.invite, texts: [secret]).bytes
        case .accept(let secret): WireFields(kind: Kind.accept, texts: [secret]).bytes
        case .awaited(let state): WireFields(kind: Kind.awaited, texts: [state]).bytes
        case .hook(let hook): WireFields(kind: Kind.hook, hook.fields).bytes
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
        case (Kind.proof, 1), (Kind.invite, 1), (Kind.accept, 1), (Kind.awaited, 1):
            guard let text = wire.text(0) else { return nil }
            switch wire.kind {
            case Kind.proof: self = .proof(text)
            case Kind.invite: self = .invite(text)
            case Kind.accept: self = .accept(text)
            default: self = .awaited(text)
            }
        case (Kind.callback, 4):
            guard let state = wire.text(0), let code = wire.text(1), let issuer = wire.text(2), let error = wire.text(3)
            else { return nil }
            self = .callback(DoorCallback(state: state, code: code, issuer: issuer, error: error))
        case (Kind.hook, 5):
            guard let hook = wire.text(0), let message = wire.text(1), let timestamp = wire.text(2),
                let signature = wire.text(3)
            else { return nil }
            self = .hook(
                DoorHook(hook: hook, message: message, timestamp: timestamp, signature: signature, body: wire.fields[4])
            )
        default: return nil
        }
    }
}
