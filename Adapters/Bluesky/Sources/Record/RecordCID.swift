import SMMAtproto

/// The CID a record has once it is written: computed here, so that what stands can be compared with what was frozen.
enum RecordCID {
    /// The CID of a record given as JSON; nil when it is none that can be written.
    static func of(_ record: String) -> String? { try? ATValue.record(json: Array(record.utf8)).cid.text }
}
