/// What a hold stops.
package enum HoldScope: Sendable, Hashable {
    /// Everything the daemon sends.
    case everything
    /// All accounts of a brand.
    case brand(BrandID)
    /// One account.
    case account(AccountID)
    /// One post.
    case post(PostID)
    /// One operation.
    case operation(OperationID)

    /// The stored kind.
    package var kind: String {
        switch self {
        case .everything: "everything"
        case .brand: "brand"
        case .account: "account"
        case .post: "post"
        case .operation: "operation"
        }
    }

    /// The stored key; 0 for everything.
    package var key: Int64 {
        switch self {
        case .everything: 0
        case .brand(let id): id.rawValue
        case .account(let id): id.rawValue
        case .post(let id): id.rawValue
        case .operation(let id): id.rawValue
        }
    }

    /// Rebuilds a scope from its stored form; nil for an unknown kind.
    package init?(kind: String, key: Int64) {
        switch kind {
        case "everything": self = .everything
        case "brand": self = .brand(BrandID(rawValue: key))
        case "account": self = .account(AccountID(rawValue: key))
        case "post": self = .post(PostID(rawValue: key))
        case "operation": self = .operation(OperationID(rawValue: key))
        default: return nil
        }
    }
}
