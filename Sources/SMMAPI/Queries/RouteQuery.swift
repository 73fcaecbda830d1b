package import SMMModel

/// The filters of a route, read from and written to a query string.
package protocol RouteQuery: Sendable, Hashable {
    /// Reads the query string's parameters; throws `query-type`.
    init(_ items: QueryItems) throws(Problem)
    /// The query string's parameters.
    var items: QueryItems { get }
}
