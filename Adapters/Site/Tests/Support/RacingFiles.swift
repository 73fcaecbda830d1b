import SMMAdapterKit
import SiteAdapter

/// A folder that another account makes its site just before the lock is taken.
struct RacingFiles: SiteFiles {
    private let base: any SiteFiles
    private let folder: String

    init(_ base: any SiteFiles, _ folder: String) {
        self.base = base
        self.folder = folder
    }

    func lock() throws(Failure) {
        let settings = "{\"account\":\"acc_other\",\"format\":1}"
        Tree.write(folder + "/.smmd/site.json", Array(settings.utf8))
        try base.lock()
    }

    func unlock() { base.unlock() }
    func names(in folder: String) throws(Failure) -> [String]? { try base.names(in: folder) }
    func size(_ path: String) throws(Failure) -> Int? { try base.size(path) }
    func read(_ path: String, at offset: Int, limit: Int) throws(Failure) -> [UInt8]? {
        try base.read(path, at: offset, limit: limit)
    }
    func makeFolder(_ path: String, isPrivate: Bool) throws(Failure) {
        try base.makeFolder(path, isPrivate: isPrivate)
    }
    func create(_ path: String, _ bytes: [UInt8]) throws(Failure) { try base.create(path, bytes) }
    func create(_ path: String, copyOf outside: String) throws(Failure) -> Int {
        try base.create(path, copyOf: outside)
    }
    func overwrite(_ path: String, at offset: Int, _ bytes: [UInt8]) throws(Failure) {
        try base.overwrite(path, at: offset, bytes)
    }
    func rename(_ path: String, to target: String) throws(Failure) { try base.rename(path, to: target) }
    func remove(_ path: String) throws(Failure) { try base.remove(path) }
    func removeFolder(_ path: String) throws(Failure) { try base.removeFolder(path) }
    func sync(_ folder: String) throws(Failure) { try base.sync(folder) }
}
