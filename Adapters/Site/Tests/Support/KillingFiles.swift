import SMMAdapterKit
import SiteAdapter
import Synchronization

/// A file system that dies at the n-th change, as the process would: nothing works after that. Or it refuses changes,
/// as a full disk would: then all can still be read.
final class KillingFiles: SiteFiles {
    /// How far an end reaches.
    enum Reach: CaseIterable {
        /// Nothing works any more.
        case everything
        /// Every change is refused, and reading works.
        case changes
        /// One change is refused, and the next ones work.
        case once
    }

    /// Counts changes and says when to die.
    final class Counter: Sendable {
        private let state: Mutex<(done: Int, last: Int, isDead: Bool)>
        /// What no longer works after the end.
        let reach: Reach
        /// Whether a write that dies leaves half of its bytes.
        let isTorn: Bool
        /// What every change after the last meets.
        let failure: Failure

        init(
            dieAfter last: Int, isTorn: Bool = false, reach: Reach = .everything,
            failure: Failure = Failure("killed", "The process was killed.")
        ) {
            state = Mutex((0, last, false))
            self.reach = reach
            self.isTorn = isTorn
            self.failure = failure
        }

        /// Changes that were made.
        var done: Int { state.withLock { $0.done } }
        /// Whether the end came.
        var isDead: Bool { state.withLock { $0.isDead } }

        func change() -> Bool {
            state.withLock { state in
                if state.isDead { return reach == .once }
                guard state.done < state.last else {
                    state.isDead = true
                    return false
                }
                state.done += 1
                return true
            }
        }
    }

    private let base: any SiteFiles
    private let counter: Counter

    init(_ base: any SiteFiles, _ counter: Counter) {
        self.base = base
        self.counter = counter
    }

    private func change() throws(Failure) {
        guard counter.change() else { throw counter.failure }
    }

    private func alive() throws(Failure) {
        if counter.isDead && counter.reach == .everything { throw counter.failure }
    }

    func lock() throws(Failure) {
        try alive()
        try base.lock()
    }

    func unlock() {
        base.unlock()
    }

    func names(in folder: String) throws(Failure) -> [String]? {
        try alive()
        return try base.names(in: folder)
    }

    func size(_ path: String) throws(Failure) -> Int? {
        try alive()
        return try base.size(path)
    }

    func read(_ path: String, at offset: Int, limit: Int) throws(Failure) -> [UInt8]? {
        try alive()
        return try base.read(path, at: offset, limit: limit)
    }

    func makeFolder(_ path: String, isPrivate: Bool) throws(Failure) {
        try change()
        try base.makeFolder(path, isPrivate: isPrivate)
    }

    func create(_ path: String, _ bytes: [UInt8]) throws(Failure) {
        let wasDead = counter.isDead
        guard counter.change() else {
            if !wasDead && counter.isTorn { try base.create(path, Array(bytes.prefix(bytes.count / 2))) }
            throw counter.failure
        }
        try base.create(path, bytes)
    }

    func create(_ path: String, copyOf outside: String) throws(Failure) -> Int {
        try change()
        return try base.create(path, copyOf: outside)
    }

    func overwrite(_ path: String, at offset: Int, _ bytes: [UInt8]) throws(Failure) {
        let wasDead = counter.isDead
        guard counter.change() else {
            if !wasDead && counter.isTorn { try base.overwrite(path, at: offset, Array(bytes.prefix(bytes.count / 2))) }
            throw counter.failure
        }
        try base.overwrite(path, at: offset, bytes)
    }

    func rename(_ path: String, to target: String) throws(Failure) {
        try change()
        try base.rename(path, to: target)
    }

    func remove(_ path: String) throws(Failure) {
        try change()
        try base.remove(path)
    }

    func removeFolder(_ path: String) throws(Failure) {
        try change()
        try base.removeFolder(path)
    }

    func sync(_ folder: String) throws(Failure) {
        try change()
        try base.sync(folder)
    }
}
