import SMMAdapterKit
import Synchronization

/// Text records by name.
final class ScriptedRecords: TextRecordLookup {
    private let records: [String: [String]]
    private let others: [String]?
    private let state = Mutex<[String]>([])

    /// These records, and `others` for every other name: nil where nothing can be found out.
    init(_ records: [String: [String]], others: [String]? = nil) {
        self.records = records
        self.others = others
    }

    /// What was asked for.
    var asked: [String] { state.withLock { $0 } }

    func texts(of name: String) async -> [String]? {
        state.withLock { $0.append(name) }
        return records[name] ?? others
    }
}
