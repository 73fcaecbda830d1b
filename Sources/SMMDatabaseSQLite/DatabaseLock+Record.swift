import SMMDatabase

extension DatabaseLock {
    /// How far the last run got.
    enum Stage: String, Sendable {
        /// The database is new or restored: no opening may have been counted in it yet.
        case opening
        /// Its log stands beside it, whether it is open or the end left it there.
        case running
        /// Its log is being moved into it: it may be there or not.
        case closing
        /// It was closed in full.
        case stopped
    }

    /// What the file says.
    struct Record: Sendable, Equatable {
        /// Who wrote it.
        var pid: Int32
        /// The database's generation id.
        var generation: String
        /// How often the database had been opened for writing.
        var epoch: Int64
        /// How far the run got; for ever after a kill.
        var stage: Stage
        /// A log was found gone, and what was in it is not known until the database is adopted as a copy.
        var isLogLost = false
        /// The generation id the database gets by being adopted as a copy; its own, once that is committed.
        var adopting: String?
        /// The stamp under which a restore moves the former database aside, until the backup is in its place.
        var aside: String?
    }
}

extension DatabaseLock.Record {
    /// What a file says, or nil for one that is new or unreadable.
    init?(_ bytes: [UInt8]) {
        var fields: [Substring: Substring] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            if parts.count == 2 { fields[parts[0]] = parts[1] }
            // What is behind the last line is left of a longer text, should a kill have kept the file from being cut.
            if parts.first == "state" { break }
        }
        guard let pid = fields["pid"].flatMap({ Int32($0) }), let generation = fields["generation"],
            let epoch = fields["epoch"].flatMap({ Int64($0) }),
            let stage = fields["state"].flatMap({ DatabaseLock.Stage(rawValue: String($0)) })
        else { return nil }
        self.init(
            pid: pid, generation: String(generation), epoch: epoch, stage: stage, isLogLost: fields["log"] == "lost",
            adopting: fields["adopting"].map { String($0) }, aside: fields["aside"].map { String($0) })
    }

    /// The file's text. The stage is the last line: without it, the file was cut short and says nothing.
    var text: String {
        let lines = [
            "pid \(pid)", "generation \(generation)", "epoch \(epoch)", "log \(isLogLost ? "lost" : "kept")",
            adopting.map { "adopting \($0)" }, aside.map { "aside \($0)" }, "state \(stage.rawValue)",
        ]
        return lines.compactMap(\.self).joined(separator: "\n") + "\n"
    }

    /// What is true of the database as it was found: of an adoption and of a restore, a kill may have kept the last word
    /// from being written.
    ///
    /// - Parameter isFormerAside: whether the database stands aside whose place a restore has taken.
    func settled(by state: StoreState, isFormerAside: Bool) -> DatabaseLock.Record {
        var record = self
        // Each is over then: left in the record, it would excuse a log that is lost later as well.
        if adopting == state.generation {
            record.generation = state.generation
            record.isLogLost = false
            record.adopting = nil
        }
        // What was lost was the former database's, and a backup says by itself that it is one.
        if aside != nil, isFormerAside, state.copiedAt != nil {
            record.isLogLost = false
            record.aside = nil
        }
        return record
    }
}
