package import SMMAdapterKit
package import SMMModel
package import SMMTime

/// Publishes to a folder as a static site that any web server can serve.
///
/// Guarantee A: an entry's record is found by its key alone, so a publish repeated after a crash is the same entry.
package struct SiteAdapter: PlatformAdapter {
    /// Opens the folder of a site; makes it when the second value is true.
    package typealias Opener = @Sendable (_ directory: String, _ creating: Bool) throws(Failure) -> any SiteFiles

    let open: Opener
    let zones: TimeZoneDirectory
    private let gate = SiteGate()

    /// An adapter that works on the disk, with the system's time zones.
    package init(
        zones: TimeZoneDirectory = TimeZoneDirectory(),
        open: @escaping Opener = { (directory, creating) throws(Failure) in
            try DirectoryFiles(opening: directory, creating: creating)
        }
    ) {
        self.zones = zones
        self.open = open
    }

    package func describe() -> PlatformManifest { SiteManifest.manifest }

    package func validate(
        _ variant: PostVariant, account: AccountProfile, manifest: PlatformManifest
    ) -> [Violation] {
        manifest.violations(of: variant)
            + faults(of: account).map { fault in
                Violation(
                    rule: "setting-invalid", message: "Nothing can go to “\(account.name)”: \(fault.message)",
                    measured: fault.given, allowed: fault.allowed,
                    next: "smmctl account set \(account.id) \(fault.setting)=\(fault.example)")
            }
    }

    package func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        let key = SiteDecision.entryKey(request)
        // Only the first part of a post may found a site: for a later one, its absence means that a disk is missing.
        let isFounding = key == request.recordKey
        return await change(request.account, request.brand, request.recordKey, context, isFounding: isFounding) {
            site throws(SiteFailure) in
            let old = try site.read(key)
            let slot = try site.count()
            let new = try site.decide { () throws(Failure) in
                try SiteDecision.publish(request, onto: old, slot: slot, now: context.clock.now, zone: site.zone)
            }
            return SiteStep(old: old, new: new, media: request.part.media, part: request.recordKey)
        }
    }

    package func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        let sent = request.sent
        let directory: String
        do {
            directory = try SiteSettings.directory(of: sent.account)
        } catch {
            return .cannotTell(error)
        }
        return await gate.pass(directory) {
            do throws(SiteFailure) {
                let found = try await Blocking.run { () throws(SiteFailure) in try self.look(sent, directory) }
                return found.map { .found($0) }
                    ?? .absent(ListingProof(fetchedAt: context.clock.now, coversWindow: true, isAuthoritative: true))
            } catch {
                return SiteOutcome.needsPerson(error)
                    ? .cannotTell(error.failure) : .askAgain(after: nil, reason: error.failure)
            }
        }
    }

    /// Completes what was cut off and reads the part back; nil when it is not there.
    private func look(_ sent: PublishRequest, _ directory: String) throws(SiteFailure) -> Receipt? {
        let site: OpenSite
        do throws(Failure) {
            site = try openSite(sent.account, sent.brand, directory, creating: false)
        } catch {
            if error.code == "directory-missing" { return nil }
            throw .before(error)
        }
        defer { site.close() }
        do throws(SiteFailure) {
            try site.store.open(for: sent.recordKey, isFounding: false)
        } catch {
            if error.failure.code == "site-missing" { return nil }
            throw error
        }
        guard let entry = try site.read(SiteDecision.entryKey(sent)), entry.part(sent.recordKey) != nil else {
            return nil
        }
        return site.receipt(entry, sent.recordKey)
    }

    /// Runs one change of a site from its decision to its receipt.
    func change(
        _ account: AccountProfile, _ brand: BrandProfile, _ key: String, _ context: AdapterContext,
        isFounding: Bool = false, _ decide: @escaping @Sendable (OpenSite) throws(SiteFailure) -> SiteStep
    ) async -> AttemptResult {
        let directory: String
        do {
            directory = try SiteSettings.directory(of: account)
        } catch {
            return AttemptResult(.rejected(error))
        }
        return await gate.pass(directory) {
            do throws(SiteFailure) {
                do throws(SiteFailure) {
                    return try await visit(account, brand, directory, key, context, isFounding: false, decide)
                } catch  where isFounding && Self.isAbsent(error) {
                    try await Self.expectNoHistory(context, directory, error)
                    return try await visit(account, brand, directory, key, context, isFounding: true, decide)
                }
            } catch {
                return AttemptResult(SiteOutcome.of(error))
            }
        }
    }

    private func visit(
        _ account: AccountProfile, _ brand: BrandProfile, _ directory: String, _ key: String,
        _ context: AdapterContext, isFounding: Bool,
        _ decide: @escaping @Sendable (OpenSite) throws(SiteFailure) -> SiteStep
    ) async throws(SiteFailure) -> AttemptResult {
        let site = try await Blocking.run { () throws(SiteFailure) in
            try SiteStore.early { () throws(Failure) in
                try self.openSite(account, brand, directory, creating: isFounding)
            }
        }
        // The lock must be free before the next task in line looks for it.
        defer { site.close() }
        return try await run(site, key, context, isFounding, decide)
    }

    private static func isAbsent(_ error: SiteFailure) -> Bool {
        ["directory-missing", "site-missing"].contains(error.failure.code)
    }

    /// An account that has published has a site: an empty folder in its place is another one, such as the mount point of
    /// a disk that is not mounted.
    private static func expectNoHistory(
        _ context: AdapterContext, _ directory: String, _ error: SiteFailure
    ) async throws(SiteFailure) {
        let hasPublished: Bool
        do throws(Failure) {
            hasPublished = try await context.hasPublished()
        } catch {
            throw .before(error)
        }
        guard hasPublished else { return }
        throw .before(
            Failure(
                error.failure.code,
                "“\(directory)” holds no site, although posts were published to it. If it is on a disk of its own, "
                    + "mount that; if the site was moved, bring it back. To begin a new one, remove the account, which "
                    + "withdraws what still waits on it, and add it again."))
    }

    private func run(
        _ site: OpenSite, _ key: String, _ context: AdapterContext, _ isFounding: Bool,
        _ decide: @escaping @Sendable (OpenSite) throws(SiteFailure) -> SiteStep
    ) async throws(SiteFailure) -> AttemptResult {
        let (step, missing) = try await Blocking.run { () throws(SiteFailure) in
            try site.store.open(for: key, isFounding: isFounding)
            let step = try decide(site)
            return (step, try step.new.map { entry throws(SiteFailure) in try site.missing(entry) } ?? [])
        }
        var entry = step.new
        var counts: [String: Int64] = [:]
        for file in missing { counts[file] = try await stage(file, step.media, site, context) }
        entry?.setPublished(counts)
        let new = entry
        try await Blocking.run { () throws(SiteFailure) in
            if let new { try site.store.commit(SiteJournal(from: step.old, to: new)) }
        }
        return AttemptResult(.published(site.receipt(new ?? step.old, step.part)), warnings: site.warnings)
    }

    /// Keeps a medium for its entry; gives the bytes of what is kept.
    private func stage(
        _ file: String, _ media: [MediaReference], _ site: OpenSite, _ context: AdapterContext
    ) async throws(SiteFailure) -> Int64 {
        guard let reference = media.first(where: { file.contains("/\($0.sha256.prefix(32)).") }) else {
            throw .before(Failure("media-missing", "A photo of an earlier part is no longer on the site."))
        }
        do throws(Failure) {
            switch context.manifest.fit(of: reference) {
            case .cleaned(var wish), .made(var wish):
                // The entry names the file with the ending of the type that came in.
                wish.types = [reference.type]
                let picture = try await context.pictures.fit(reference, of: context.media, to: wish)
                guard picture.type == reference.type else { throw PictureFit.refusal(of: reference.type) }
                try await Blocking.run { () throws(Failure) in try site.store.stage(file, picture.bytes) }
                return Int64(picture.bytes.count)
            case .never: throw PictureFit.refusal(of: reference.type)
            case .asItIs: return try await stage(file, asItIs: reference, site, context)
            }
        } catch {
            guard error.isOfMedium else { throw .before(error) }
            throw SiteFailure(failure: error, isUnsure: false, isFinal: true)
        }
    }

    private func stage(
        _ file: String, asItIs reference: MediaReference, _ site: OpenSite, _ context: AdapterContext
    ) async throws(Failure) -> Int64 {
        if reference.byteCount <= SiteManifest.wholeMedia {
            let bytes = try await context.media.bytes(of: reference)
            try await Blocking.run { () throws(Failure) in try site.store.stage(file, bytes) }
            return Int64(bytes.count)
        }
        let path = try context.media.path(of: reference)
        let count = try await Blocking.run { () throws(Failure) in
            try site.store.stage(file, copyOf: path)
        }
        guard Int64(count) == reference.byteCount else {
            throw Failure("media-changed", "A stored medium does not have the size it had.")
        }
        return Int64(count)
    }

    private func openSite(
        _ account: AccountProfile, _ brand: BrandProfile, _ directory: String, creating: Bool
    ) throws(Failure) -> OpenSite {
        let settings = try SiteSettings(account: account, brand: brand)
        // A zone that cannot be read must not keep a post from going out: dates then stand in UTC.
        var zone = Zone.utc
        var warnings: [String] = []
        do {
            zone = try zones.zone(named: settings.zone)
        } catch {
            warnings = ["The site shows its dates in UTC. \(error.message)"]
        }
        let files = try open(directory, creating)
        let store = SiteStore(
            files: files, renderer: SiteRenderer(settings: settings, zone: zone), account: account.id.description)
        return OpenSite(store: store, directory: directory, zone: zone, warnings: warnings)
    }
}
