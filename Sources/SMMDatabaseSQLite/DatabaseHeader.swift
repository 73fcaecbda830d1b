import SMMDatabase

/// What the first 100 bytes of a file say about it (https://www.sqlite.org/fileformat.html, 1.3).
struct DatabaseHeader: Equatable {
    /// "SMMD", at offset 68 of every file of ours, so that another program's database is never taken for one.
    static let applicationID: UInt32 = 0x534D_4D44

    /// Bytes in a page.
    let pageSize: Int
    /// Pages the file should have, or nil when the header does not say.
    let pageCount: Int?

    /// Reads the header of a file of `size` bytes that has to be one of ours.
    ///
    /// Throws ``DatabaseFailure/Code/missing`` for an empty file, ``DatabaseFailure/Code/foreign`` for another program's
    /// and ``DatabaseFailure/Code/corrupt`` for one that is no longer whole. Never answers "start anew".
    static func check(
        _ bytes: [UInt8], size: Int, hasLog: Bool, path: String
    ) throws(DatabaseFailure) -> DatabaseHeader {
        guard size > 0 else {
            throw DatabaseFailure(.missing, "\(path) is empty although a database should be in it")
        }
        guard bytes.count >= 100 else {
            throw DatabaseFailure(.corrupt, "\(path) has \(size) bytes, too few for a database")
        }
        guard bytes.starts(with: Array("SQLite format 3".utf8) + [0]) else {
            throw DatabaseFailure(.foreign, "\(path) is not a SQLite database, or its first bytes were overwritten")
        }
        let identifier = number(bytes, 68)
        guard identifier == applicationID else {
            throw DatabaseFailure(.foreign, "\(path) is a SQLite database of another program (\(identifier))")
        }
        let header = try DatabaseHeader(bytes, path: path)
        // With a log left behind, pages may still stand in it alone. What is missing all the same is found where it is
        // read, and by the check of every page that follows a start after an unclean stop.
        if !hasLog { try header.checkLength(of: size, path: path) }
        return header
    }

    private init(_ bytes: [UInt8], path: String) throws(DatabaseFailure) {
        let raw = Int(bytes[16]) << 8 | Int(bytes[17])
        pageSize = raw == 1 ? 65536 : raw
        guard pageSize >= 512, pageSize & (pageSize - 1) == 0 else {
            throw DatabaseFailure(.corrupt, "\(path) claims pages of \(pageSize) bytes")
        }
        // The count is only valid when the change counter was written by the same transaction.
        let isCounted = Self.number(bytes, 24) == Self.number(bytes, 92)
        pageCount = isCounted ? Int(Self.number(bytes, 28)) : nil
    }

    /// Throws ``DatabaseFailure/Code/corrupt`` when the file is shorter than its header says.
    func checkLength(of size: Int, path: String) throws(DatabaseFailure) {
        guard let pageCount else { return }
        let (expected, isTooMuch) = pageCount.multipliedReportingOverflow(by: pageSize)
        guard !isTooMuch, size >= expected else {
            throw DatabaseFailure(.corrupt, "\(path) is cut short: \(size) of \(pageCount) × \(pageSize) bytes")
        }
    }

    /// A big-endian number of 32 bits; the caller has checked that 100 bytes are there.
    private static func number(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
