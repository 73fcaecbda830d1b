/// A moment as people and programs read it: the instant in UTC, and the wall clock of a brand's zone beside it.
package struct Moment: Sendable, Hashable, Codable {
    /// RFC 3339 in UTC, to the millisecond where there is a fraction.
    package var at: String
    /// The same instant on the zone's wall clock, with its offset.
    package var local: String?
    /// The IANA zone of `local`.
    package var zone: String?

    /// A value of its parts.
    package init(at: String, local: String? = nil, zone: String? = nil) {
        self.at = at
        self.local = local
        self.zone = zone
    }
}

extension Moment: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A moment as people and programs read it: the instant in UTC, and the wall clock of a brand's zone beside it.",
        [
            .required("at", .string, "RFC 3339 in UTC, to the millisecond where there is a fraction."),
            .optional("local", .string, "The same instant on the zone's wall clock, with its offset."),
            .optional("zone", .string, "The IANA zone of `local`."),
        ])
}

extension Moment: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("at", at)
            $0.member("local", local)
            $0.member("zone", zone)
        }
    }
}
