package import SMMModel

/// What something that has begun waits for.
package struct WaitView: Sendable, Hashable, Codable {
    /// What is to come; open, so that a newer daemon's reason decodes.
    package struct Reason: RawRepresentable, Sendable, Hashable {
        /// The name.
        package let rawValue: String
        /// Wraps a name.
        package init(rawValue: String) { self.rawValue = rawValue }

        /// A hold keeps it back.
        package static let held = Reason(rawValue: "held")
        /// It is tried again.
        package static let retry = Reason(rawValue: "retry")
        /// It is changed where it stands.
        package static let edit = Reason(rawValue: "edit")
        /// It is taken down.
        package static let delete = Reason(rawValue: "delete")
        /// The next part of the thread goes out.
        package static let part = Reason(rawValue: "part")

        /// The names this program knows.
        package static let known: [Reason] = [held, retry, edit, delete, part]
    }

    /// What is to come: the name of a `Reason`.
    package var reason: String
    /// What is to be done then: send, change or take down.
    package var kind: Open<OperationKind>?
    /// Which part of a thread is to be sent, from 0; absent where nothing is, or there is only one.
    package var part: Int?
    /// Until when; absent where nobody knows.
    package var until: Moment?
    /// Why it is held, where it is.
    package var held: [HoldReason]

    /// A value of its parts.
    package init(
        _ reason: Reason, kind: OperationKind? = nil, part: Int? = nil, until: Moment? = nil, held: [HoldReason] = []
    ) {
        self.reason = reason.rawValue
        self.kind = kind.map(Open.init)
        self.part = part
        self.until = until
        self.held = held
    }
}

extension WaitView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What something that has begun waits for.",
        [
            .required("reason", .open(Reason.known.map(\.rawValue)), "What is to come."),
            .optional(
                "kind", .open(OperationKind.allCases.map(\.rawValue)),
                "What is to be done then: send, change or take down."),
            .optional(
                "part", .integer,
                "Which part of a thread is to be sent, from 0; absent where nothing is, or there is only one."),
            .optional("until", .reference("Moment"), "Until when; absent where nobody knows."),
            .required("held", .array(.string), "Why it is held, where it is."),
        ])
}

extension WaitView: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("reason", reason)
            $0.member("kind", kind)
            $0.member("part", part)
            $0.member("until", until)
            $0.member("held", held)
        }
    }
}
