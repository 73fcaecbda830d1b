import SMMAPI
import SMMModel

/// The accounts that a batch's posts name, each list of names looked up once in a transaction.
struct BatchTargets {
    private var known: [[String]: [AccountProfile]] = [:]

    /// Where `post` goes; throws as `DraftReading.targets` does.
    mutating func of(_ post: CreatePost, brand: BrandProfile, _ reading: DraftReading) throws -> [AccountProfile] {
        let names = post.to ?? []
        if let accounts = known[names] { return accounts }
        let accounts = try reading.targets(names, brand: brand)
        known[names] = accounts
        return accounts
    }
}
