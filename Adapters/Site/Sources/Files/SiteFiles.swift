package import SMMAdapterKit

/// The file system below one site's folder, one primitive each, so that a test can stop between any two of them.
///
/// Paths are relative, `/` between names, without `.` and `..`; no name on the way is followed when it is a link.
package protocol SiteFiles: Sendable {
    /// Takes the site for this process until `unlock`, or until the value goes away.
    ///
    /// - Throws: `Failure` with code `site-busy` when another process holds it.
    func lock() throws(Failure)
    /// Gives the site back.
    func unlock()
    /// The names in a folder, unsorted; nil when there is no such folder.
    func names(in folder: String) throws(Failure) -> [String]?
    /// The size of a file in bytes; nil when there is none.
    func size(_ path: String) throws(Failure) -> Int?
    /// At most `limit` bytes from `offset`, fewer at the end of the file; nil when there is no file.
    func read(_ path: String, at offset: Int, limit: Int) throws(Failure) -> [UInt8]?
    /// Makes a folder and those above it; folders that exist are left alone. A private one is closed to others.
    func makeFolder(_ path: String, isPrivate: Bool) throws(Failure)
    /// Makes or empties a file, writes `bytes` and waits until they are on the disk.
    func create(_ path: String, _ bytes: [UInt8]) throws(Failure)
    /// As `create`, with the bytes of a file outside the site, read in small pieces; answers how many.
    func create(_ path: String, copyOf outside: String) throws(Failure) -> Int
    /// Writes `bytes` into a file at `offset`, making it when there is none, and waits until they are on the disk.
    func overwrite(_ path: String, at offset: Int, _ bytes: [UInt8]) throws(Failure)
    /// Gives a file another name at one stroke; a file of that name is replaced.
    func rename(_ path: String, to target: String) throws(Failure)
    /// Removes a file; none is fine.
    func remove(_ path: String) throws(Failure)
    /// Removes an empty folder; none, or one that is not empty, is fine.
    func removeFolder(_ path: String) throws(Failure)
    /// Waits until a folder's names are on the disk; no folder is fine.
    func sync(_ folder: String) throws(Failure)
}
