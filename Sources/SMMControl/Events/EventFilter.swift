import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel

/// Which rows of the record a reader asked for; what is in sight is judged anew at each reading.
struct EventFilter: Sendable {
    private let brand: Int64?
    private let account: Int64?
    private let post: Int64?
    private let verb: String?

    init(_ query: EventQuery, _ scene: AccountsContext.Scene, _ tx: any ReadTransaction) throws {
        brand = try query.brand.map {
            try BrandLookup.find($0, for: scene.principal, nearest: scene.nearest, in: tx).profile.id.rawValue
        }
        account = try query.account.map {
            try AccountReading.find(Reference($0, brand: query.brand), scene, tx).id.rawValue
        }
        post = try query.post.map { try PostDesk.find(Reference($0, brand: query.brand), scene, tx).rawValue }
        verb = query.verb
    }

    /// The conditions as SQL. Rows of no brand are the daemon's own: only those who see every brand see them.
    func conditions(_ principal: Principal) -> SQL {
        let sight: SQL = principal.visibleBrands.map { "AND brand_id IN \(list: $0.map(\.rawValue).sorted())" } ?? ""
        let inBrand: SQL = brand.map { "AND brand_id = \($0)" } ?? ""
        let ofAccount: SQL = account.map { "AND account_id = \($0)" } ?? ""
        let ofPost: SQL = post.map { "AND post_id = \($0)" } ?? ""
        let withVerb: SQL =
            verb.map { "AND verb COLLATE BINARY >= \($0) AND verb COLLATE BINARY < \($0 + "\u{10FFFF}")" } ?? ""
        return "\(sql: sight) \(sql: inBrand) \(sql: ofAccount) \(sql: ofPost) \(sql: withVerb)"
    }
}
