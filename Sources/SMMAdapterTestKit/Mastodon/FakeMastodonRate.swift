package import SMMModel

/// A throttle of the server: so many requests of a sort in a window. Windows begin at multiples of their length.
package struct FakeMastodonRate: Sendable, Hashable, Codable {
    /// Which requests it counts.
    package enum Sort: String, Sendable, Hashable, Codable, CaseIterable {
        /// All with this token.
        case token
        /// Uploads.
        case media
        /// Deletes of statuses.
        case deletes
        /// New statuses.
        case statuses
        /// Everything by PUT.
        case puts
        /// Everything with a cursor.
        case paging
    }

    /// Which requests it counts.
    package var sort: Sort
    /// How many.
    package var most: Int
    /// The window.
    package var window: Milliseconds

    /// A throttle.
    package init(_ sort: Sort, _ most: Int, per window: Milliseconds) {
        self.sort = sort
        self.most = most
        self.window = window
    }

    /// The throttles of a stock Mastodon (rack_attack and rate_limiter, fact sheet section 1).
    package static let stock = [
        FakeMastodonRate(.token, 300, per: .minutes(5)), FakeMastodonRate(.media, 30, per: .minutes(30)),
        FakeMastodonRate(.deletes, 30, per: .minutes(30)), FakeMastodonRate(.paging, 300, per: .minutes(15)),
        FakeMastodonRate(.statuses, 300, per: .hours(3)), FakeMastodonRate(.puts, 10, per: .minutes(10)),
    ]
}
