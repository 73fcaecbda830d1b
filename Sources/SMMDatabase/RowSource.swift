/// What a driver gives a ``Row`` to read from; nil stands for SQL NULL.
///
/// Every method throws ``DatabaseFailure/Code/columnType`` for a wrong type or a column that does not exist.
package protocol RowSource: AnyObject {
    /// The number of columns.
    var columnCount: Int { get }
    /// The value as stored.
    func value(at index: Int) throws(DatabaseFailure) -> SQLValue
    /// An integer or NULL.
    func integer(at index: Int) throws(DatabaseFailure) -> Int64?
    /// A real, an integer, or NULL.
    func real(at index: Int) throws(DatabaseFailure) -> Double?
    /// A text or NULL.
    func text(at index: Int) throws(DatabaseFailure) -> String?
    /// A blob or NULL.
    func blob(at index: Int) throws(DatabaseFailure) -> [UInt8]?
}
