import SMMDatabase
import SMMModel

/// The database whose place a backup takes: it is moved aside with its journal and its log, all under one stamp, which the
/// lock keeps, so that a restore that was cut off between two of them is gone on with under the same.
struct FormerDatabase {
    private let place: DatabaseFiles
    /// Where its files go.
    let aside: DatabaseFiles
    /// What is behind `before-restore-` in their names.
    let stamp: String

    /// The one that a restore has begun to move aside from `path` under this stamp.
    init(of path: String, stamp: String) {
        place = DatabaseFiles(path)
        aside = DatabaseFiles("\(path).before-restore-\(stamp)")
        self.stamp = stamp
    }

    /// The one in `path`, under a stamp that nothing has yet, or that of a restore that was cut off.
    init(of path: String, begun: String?, at time: Instant) throws(DatabaseFailure) {
        let new = BackupName.stamp(time)
        let stamps = [begun].compactMap(\.self) + [new] + (2...1000).map { "\(new)-\($0)" }
        for stamp in stamps {
            self.init(of: path, stamp: stamp)
            let isFree = try stamp == begun ? movesOverNothing() : aside.first() == nil
            if isFree { return }
        }
        throw DatabaseFailure(.misplaced, "too many databases named \(path).before-restore-\(new); move some away")
    }

    /// Moves what is in place aside, the database first: without it no start can succeed, and neither a journal nor a log
    /// must ever meet another database.
    ///
    /// - Parameter moved: told how many were moved, before the first and after each.
    /// - Returns: the first of the files that are now aside.
    func moveAside(_ moved: (Int) -> Void) throws(DatabaseFailure) -> String? {
        var count = 0
        moved(count)
        for (file, target) in zip(place.all, aside.all) where file != place.index {
            guard try FileSystem.size(file) != nil else { continue }
            try FileSystem.rename(file, to: target)
            count += 1
            moved(count)
        }
        try FileSystem.remove(place.index)
        return try aside.first()
    }

    /// What stands aside, and where each of it was: the database last, so that no start finds it without its log.
    func returning() throws(DatabaseFailure) -> [(from: String, to: String)] {
        var moves: [(from: String, to: String)] = []
        for (file, target) in zip(aside.all, place.all).reversed() where try FileSystem.size(file) != nil {
            moves.append((file, target))
        }
        return moves
    }

    /// False where something is in place again of what stands aside already: it is another's then.
    private func movesOverNothing() throws(DatabaseFailure) -> Bool {
        for (file, target) in zip(place.all, aside.all) {
            if try FileSystem.size(file) != nil, try FileSystem.size(target) != nil { return false }
        }
        return true
    }
}
