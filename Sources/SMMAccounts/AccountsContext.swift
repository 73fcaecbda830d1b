package import SMMAdapterKit
package import SMMDatabase
package import SMMModel
package import SMMStore

/// What the services of this part share: the database, and everything that is a parameter. A class, since every request
/// hands it on many times.
package final class AccountsContext: Sendable {
    /// Where everything is kept.
    package let database: any Database
    /// Where new ids come from.
    package let ids: IDSource
    /// Where the time comes from.
    package let clock: any TimeSource
    /// Who may do what.
    package let authority: Authority
    private let platforms: @Sendable () -> [String: PlatformManifest]
    /// The platforms by name, with their limits as they are in force now.
    package var manifests: [String: PlatformManifest] { platforms() }
    /// The manifest as it holds for one account.
    package let manifest: @Sendable (AccountProfile) -> PlatformManifest?
    /// What a brand has when nothing is said.
    package let defaults: BrandDefaults
    /// Whether a zone is known.
    package let checkZone: @Sendable (String) -> ZoneCheck
    /// The nearest of some names to one that is none of them.
    package let nearest: @Sendable (String, [String]) -> String?
    /// Fills in settings the daemon gives an account that lacks them, such as a site's folder; gets the account and its
    /// brand.
    package let complete: @Sendable (AccountProfile, BrandProfile) -> [String: String]
    /// The setting by which an account has something that no other account of its platform may have, such as a site's
    /// folder, and that thing written in one way; nil where it has none.
    package let ownPlace: @Sendable (AccountProfile) -> (setting: String, place: String)?
    /// What a platform's adapter finds wrong with an account's settings, beyond what its manifest says.
    package let faults: @Sendable (AccountProfile) -> [SettingFault]
    /// Called after a brand or account was made or changed, so that those who keep them in memory look again.
    package let listChanged: @Sendable () async -> Void

    /// A context.
    package init(
        database: any Database, ids: IDSource, clock: any TimeSource, authority: Authority,
        manifests: @autoclosure @escaping @Sendable () -> [String: PlatformManifest],
        manifest: (@Sendable (AccountProfile) -> PlatformManifest?)? = nil, defaults: BrandDefaults = BrandDefaults(),
        checkZone: @escaping @Sendable (String) -> ZoneCheck,
        nearest: @escaping @Sendable (String, [String]) -> String?,
        complete: @escaping @Sendable (AccountProfile, BrandProfile) -> [String: String] = { account, _ in
            account.settings
        },
        ownPlace: @escaping @Sendable (AccountProfile) -> (setting: String, place: String)? = { _ in nil },
        faults: @escaping @Sendable (AccountProfile) -> [SettingFault] = { _ in [] },
        listChanged: @escaping @Sendable () async -> Void = {}
    ) {
        self.database = database
        self.ids = ids
        self.clock = clock
        self.authority = authority
        self.platforms = manifests
        self.manifest = manifest ?? { manifests()[$0.platform] }
        self.defaults = defaults
        self.checkZone = checkZone
        self.nearest = nearest
        self.complete = complete
        self.ownPlace = ownPlace
        self.faults = faults
        self.listChanged = listChanged
    }

    /// What a transaction of these services works with.
    package struct Scene {
        package let principal: Principal
        package let now: Instant
        package let nearest: @Sendable (String, [String]) -> String?

        /// The same at another time.
        package func at(_ now: Instant) -> Scene { Scene(principal: principal, now: now, nearest: nearest) }
    }

    /// Reads with the principal's roles as the snapshot has them.
    package func read<T: Sendable>(
        _ principal: Principal, _ body: @escaping @Sendable (Scene, any ReadTransaction) throws -> T
    ) async throws -> T {
        let context = self
        return try await database.read { tx in try body(context.scene(principal, tx), tx) }
    }

    /// Writes with the principal's roles as the transaction sees them; a dry run is rolled back.
    package func write<T: Sendable>(
        _ principal: Principal, dryRun: Bool,
        _ body: @escaping @Sendable (Scene, any WriteTransaction) throws -> T
    ) async throws -> T {
        let context = self
        do {
            return try await database.write { tx in
                let value = try body(context.scene(principal, tx), tx)
                if dryRun { throw DryRunEnd(value: value) }
                return value
            }
        } catch let end as DryRunEnd<T> {
            return end.value
        }
    }

    /// Creates at most once for a key: the answer is stored in the transaction that makes the thing.
    package func create<T: Sendable>(
        _ principal: Principal, _ options: WriteOptions, render: @escaping @Sendable (T) throws -> String,
        _ body: @escaping @Sendable (Scene, any WriteTransaction) throws -> T
    ) async throws -> Creation<T> {
        try await create(principal, options, view: { $0 }, render: render, body)
    }

    /// The same for what is shown otherwise than it is made; where no answer is to be stored, it is shown after the
    /// transaction, for which others wait. What is committed then cannot be undone, so showing it must not fail.
    package func create<Made: Sendable, View: Sendable>(
        _ principal: Principal, _ options: WriteOptions, view: @escaping @Sendable (Made) -> View,
        render: @escaping @Sendable (View) throws -> String,
        _ body: @escaping @Sendable (Scene, any WriteTransaction) throws -> Made
    ) async throws -> Creation<View> {
        let made: Creation<Made> = try await write(principal, dryRun: options.isDryRun) { scene, tx in
            if let stored = try self.answer(to: options, of: scene, in: tx) { return .replayed(stored) }
            guard let key = options.key, !options.isDryRun else { return .made(try body(scene, tx)) }
            let answer = StoredAnswer(status: 201, body: try render(view(try body(scene, tx))))
            try IdempotencyKeys.store(
                answer, actor: scene.principal.keyScope, route: key.route, key: key.key, bodyHash: key.bodyHash,
                now: scene.now, in: tx)
            return .keyed(answer)
        }
        return switch made {
        case .made(let value): .made(view(value))
        case .keyed(let answer): .keyed(answer)
        case .replayed(let answer): .replayed(answer)
        }
    }

    /// The answer that a request with the same key was given before; nil where something is to be made.
    ///
    /// - Throws: `Problem` `idempotency-key-reused` when the key came with another body.
    package func answer(
        to options: WriteOptions, of scene: Scene, in tx: any ReadTransaction
    ) throws -> StoredAnswer? {
        guard let key = options.key, !options.isDryRun else { return nil }
        return try IdempotencyKeys.replay(
            actor: scene.principal.keyScope, route: key.route, key: key.key, bodyHash: key.bodyHash, now: scene.now,
            in: tx)
    }

    /// As ``write(_:dryRun:_:)``, for what changes the list of brands or accounts.
    func writeListed<T: Sendable>(
        _ principal: Principal, dryRun: Bool,
        _ body: @escaping @Sendable (Scene, any WriteTransaction) throws -> T
    ) async throws -> T {
        let value = try await write(principal, dryRun: dryRun, body)
        if !dryRun { await listChanged() }
        return value
    }

    /// As ``create(_:_:render:_:)``, for what changes the list of brands or accounts.
    func createListed<T: Sendable>(
        _ principal: Principal, _ options: WriteOptions, render: @escaping @Sendable (T) throws -> String,
        _ body: @escaping @Sendable (Scene, any WriteTransaction) throws -> T
    ) async throws -> Creation<T> {
        let made = try await create(principal, options, render: render, body)
        if !options.isDryRun { await listChanged() }
        return made
    }

    private func scene(_ principal: Principal, _ tx: any ReadTransaction) throws -> Scene {
        Scene(principal: try authority.current(principal, in: tx), now: clock.now, nearest: nearest)
    }
}
