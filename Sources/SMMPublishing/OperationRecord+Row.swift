import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMStore

extension OperationRecord {
    /// Reads the columns of `OperationStatements.due` and its kin.
    ///
    /// - Throws: `DatabaseFailure`; an unknown kind or state is `columnType`, for a newer daemon wrote it.
    init(row: Row) throws {
        guard let kind = OperationKind(rawValue: try row.text(6)),
            let state = OperationState(rawValue: try row.text(11))
        else { throw DatabaseFailure(.columnType, "operation \(try row.int64(0)) has an unknown kind or state") }
        let created = try row.instant(25)
        self.init(
            id: OperationID(rawValue: try row.int64(0)), delivery: DeliveryID(rawValue: try row.int64(1)),
            post: PostID(rawValue: try row.int64(2)), brand: BrandID(rawValue: try row.int64(3)),
            account: AccountID(rawValue: try row.int64(4)), revision: RevisionID(rawValue: try row.int64(5)),
            kind: kind,
            part: try row.int(7), parts: try row.int(8),
            after: try row.optionalInt64(9).map(OperationID.init(rawValue:)),
            target: try row.optionalInt64(10).map(OperationID.init(rawValue:)), state: state,
            due: try row.optionalInstant(12) ?? created, expires: try row.optionalInstant(13),
            lateWindow: try row.optionalInt64(14).map { .milliseconds($0) }, attempts: try row.int(15),
            crashes: try row.int(16), epoch: try row.int64(17), keyRound: try row.int(18),
            fingerprint: try row.optionalBlob(19), intentAt: try row.optionalInstant(20), absents: try row.int(21),
            absentAt: try row.optionalInstant(22), cancelRequested: try row.bool(23),
            steps: try row.optionalText(24).map { try JSONText.decode([String: String].self, from: $0) } ?? [:],
            createdAt: created, unsettledAt: try row.optionalInstant(26))
    }

    /// The first 8 bytes of a fingerprint as the integer its index holds.
    package static func fingerprintKey(_ fingerprint: [UInt8]) -> Int64 {
        var key: UInt64 = 0
        for byte in fingerprint.prefix(8) { key = key << 8 | UInt64(byte) }
        return Int64(bitPattern: key)
    }
}
