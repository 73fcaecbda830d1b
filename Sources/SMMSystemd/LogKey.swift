package import Logging

/// The metadata keys of every log line; a closed list, so that a journal query written today works next year.
///
/// The raw value is the key in swift-log's metadata; ``journalField`` is the field that `journalctl` matches.
package enum LogKey: String, CaseIterable, Sendable {
    case post = "post.id"
    case brand = "brand.id"
    case account = "account.id"
    case platform = "platform"
    case operation = "operation.id"
    case operationKind = "operation.kind"
    case delivery = "delivery.id"
    case attempt = "delivery.attempt"
    case outcome = "outcome"
    case state = "state"
    case hold = "hold.id"
    case notice = "notice.id"
    case noticeKind = "notice.kind"
    case noticeBody = "notice.body"
    case channel = "channel"
    case command = "command"
    case event = "event.id"
    /// Further facts of an event that a person brought about.
    case detail = "detail"
    case host = "host"
    case status = "http.status"
    case error = "error"
    case errorCode = "error.code"
    case actor = "actor"
    case role = "role"
    case route = "route"
    case count = "count"
    case dropped = "dropped"
    case durationMilliseconds = "duration.ms"
    case path = "path"
    case notification = "notification"
    case version = "version"
    /// Text that a platform sent; cut to 512 characters before it is written.
    case remoteText = "remote.text"

    /// The journal's field, such as `SMM_POST`.
    package var journalField: String {
        self == .attempt ? "SMM_ATTEMPT" : Self.journalField(forMetadataKey: rawValue)
    }

    /// The journal's field for any metadata key: `SMM_`, upper case, a closing `.id` dropped, every other byte outside
    /// A–Z and 0–9 an underscore; at most 64 bytes, which is the journal's limit.
    package static func journalField(forMetadataKey key: String) -> String {
        var field: [UInt8] = []
        append(journalFieldForMetadataKey: key, to: &field)
        return String(decoding: field, as: UTF8.self)
    }

    /// The same, at the end of `field`.
    static func append(journalFieldForMetadataKey key: String, to field: inout [UInt8]) {
        if key == Self.attempt.rawValue {
            field += "SMM_ATTEMPT".utf8
            return
        }
        field += "SMM_".utf8
        for byte in (key.hasSuffix(".id") ? key.utf8.dropLast(3) : key.utf8[...]).prefix(60) {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): field.append(byte)
            case UInt8(ascii: "a")...UInt8(ascii: "z"): field.append(byte - 32)
            default: field.append(UInt8(ascii: "_"))
            }
        }
    }

    /// Metadata for one log call: `logger.info("…", metadata: LogKey.metadata([.post: "\(id)"]))`.
    package static func metadata(_ pairs: KeyValuePairs<LogKey, Logger.MetadataValue>) -> Logger.Metadata {
        var metadata = Logger.Metadata(minimumCapacity: pairs.count)
        for (key, value) in pairs { metadata[key.rawValue] = value }
        return metadata
    }
}
