import SMMAdapterKit
import Synchronization

/// Text records by name; nothing can be found out about any other.
final class ScriptedRecords: TextRecordLookup {
    private let records: [String: [String]]
    private let state = Mutex<[String]>([])

    init(_ records: [String: [String]]) { self.records = records }

    /// What was asked for.
    var asked: [String] { state.withLock { $0 } }

    func texts(of name: String) async -> [String]? {
        state.withLock { $0.append(name) }
        return records[name]
    }
}
