import SMMAPI
import SMMAccounts
import SMMModel
import SMMPublishing

/// Turns the names that a post gives for where it goes into accounts: accounts and groups by name or id, or the brand's
/// only account when nothing is said.
///
/// Each name is looked up once, however many posts of a batch give it in whatever order.
struct TargetReading {
    private let reading: DraftReading
    private let brand: BrandProfile
    private var known: [String: [AccountProfile]] = [:]
    private var only: AccountProfile?

    /// A reading in the transaction of `reading`.
    init(_ reading: DraftReading, brand: BrandProfile) {
        self.reading = reading
        self.brand = brand
    }

    /// The accounts of these names, each once, in the order of the names.
    mutating func accounts(_ names: [String]?) throws -> [AccountProfile] {
        guard let names, !names.isEmpty else { return [try onlyAccount()] }
        var asked: Set<String> = []
        let distinct = names.filter { asked.insert($0).inserted }
        guard distinct.count <= PostSize.most.operations else {
            throw Problem.invalid(
                "too-many-targets", "The post names more accounts and groups than it can go to.",
                given: "\(distinct.count)", allowed: "\(PostSize.most.operations)",
                next: "Send it to fewer at a time.")
        }
        var found: [AccountProfile] = []
        var isFound: Set<AccountID> = []
        for name in distinct {
            for account in try accounts(named: name) where isFound.insert(account.id).inserted {
                found.append(account)
            }
        }
        return found
    }

    private mutating func accounts(named name: String) throws -> [AccountProfile] {
        if let accounts = known[name] { return accounts }
        let accounts = try resolve(name)
        known[name] = accounts
        return accounts
    }

    /// What accounts there are the transaction says: memory may still have one that was removed a moment ago.
    private mutating func onlyAccount() throws -> AccountProfile {
        if let only { return only }
        let all = try AccountLookup.profiles(of: brand.id, reading.tx)
        if all.count == 1 {
            only = all[0]
            return all[0]
        }
        throw Problem.invalid(
            all.isEmpty ? "no-account" : "target-required",
            all.isEmpty ? "The brand “\(brand.name)” has no account yet." : "Say which accounts it goes to.",
            allowed: all.isEmpty ? nil : all.map(\.name).joined(separator: ", "),
            next: all.isEmpty
                ? "Make one: smmctl account add site --name blog --brand \(brand.name)" : "Add --to ACCOUNT")
    }

    private func resolve(_ name: String) throws -> [AccountProfile] {
        let (tx, scene) = (reading.tx, reading.scene)
        // Whether it is there is for the transaction to say; what it is like is known.
        if let id = try AccountLookup.id(named: name, in: brand.id, tx),
            let account = reading.context.engine.directory.account(id)
        {
            return [account]
        }
        // Before the ways that look at every account there is.
        if let group = try GroupLookup.named(name, in: brand.id, tx) { return group.accounts }
        do {
            let found = try AccountLookup.find(
                name, in: brand.id, for: scene.principal, nearest: scene.nearest, in: tx)
            return [found.profile]
        } catch let problem as Problem where problem.code.rawValue == "account-not-found" {
            do {
                return try GroupLookup.find(
                    name, in: brand.id, for: scene.principal, nearest: scene.nearest, in: tx
                ).accounts
            } catch let other as Problem where other.code.rawValue == "group-not-found" {
                throw problem
            }
        }
    }
}
