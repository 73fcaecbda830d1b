import SMMDatabase
import SMMModel

/// Finds the post an operation belongs to.
enum OperationPost {
    static let statement = Statement("SELECT post_id FROM operation WHERE id = $1")

    static func of(_ operation: OperationID, in tx: any ReadTransaction) throws -> PostID? {
        try tx.first(statement, [.integer(operation.rawValue)]) { PostID(rawValue: try $0.int64(0)) }
    }
}
