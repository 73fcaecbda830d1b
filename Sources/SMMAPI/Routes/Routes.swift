/// The table of every route, by noun.
package enum Routes {
    /// Every route, in the order of the document.
    package static let all: [Route] =
        daemon + brands + accounts + vault + groups + posts + plan + record + holds + operations + grants + media
        + hooks

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

    /// The route of an operation; nil only for one the table forgot, which a test excludes.
    package static func route(_ id: RouteID) -> Route? { byID[id] }
}
