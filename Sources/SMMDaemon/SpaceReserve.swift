package import SMMDatabase
import SMMDatabaseSQLite

/// Room that is set aside on a disk and can be given back.
package protocol SpaceReserve: Sendable {
    /// Sets the room aside; throws when there is none.
    func hold() throws(DatabaseFailure)
    /// Gives it back; true when there was any.
    @discardableResult
    func release() throws(DatabaseFailure) -> Bool
}

extension ReserveFile: SpaceReserve {}
