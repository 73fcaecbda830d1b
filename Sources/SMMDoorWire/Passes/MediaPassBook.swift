package import SMMModel

/// Gives out addresses of media, and knows which of them are still good. Pure.
///
/// The keys and the memory of what was used live and die together: after a restart no address of before is good, so that
/// none can be used once more than it says. A key vouches for a day, and is kept until its last address is over.
package struct MediaPassBook: Sendable {
    /// The longest time an address is good.
    package static let longestLife = Milliseconds.hours(24)
    /// How long a key vouches for new addresses.
    package static let keyLife = Milliseconds.hours(24)
    /// How many used addresses are remembered at a time.
    package static let mostSpent = 1 << 16

    private struct Use {
        var left: UInt8
        var expires: Instant
    }

    private let random: @Sendable (Int) -> [UInt8]
    private let mostSpent: Int
    /// The newest first.
    private var keys: [MediaPassKey] = []
    private var lastKey: UInt32
    private var used: [[UInt8]: Use] = [:]
    /// The latest time that was seen: a clock that is set back makes nothing good again.
    private var latest = Instant(milliseconds: .min)

    /// A book without keys; `random` gives bytes that nobody can guess.
    package init(random: @escaping @Sendable (Int) -> [UInt8], mostSpent: Int = MediaPassBook.mostSpent) {
        self.random = random
        self.mostSpent = mostSpent
        // Ids of two runs differ, so that an old address is told from a forged one.
        lastKey = random(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The ids of the keys that are kept, the newest first.
    package var keyIDs: [UInt32] { keys.map(\.id) }
    /// How many used addresses are remembered.
    package var remembered: Int { used.count }

    /// A new address of a medium, without what stands before it.
    ///
    /// - Parameters:
    ///   - uses: 1 to 8.
    ///   - life: up to 24 hours.
    /// - Throws: `unfit`.
    package mutating func issue(
        _ asset: AssetID, for network: String, purpose: MediaPass.Purpose = .publish, uses: Int = 1,
        life: Milliseconds, now: Instant
    ) throws(MediaPassFault) -> MediaPassText {
        guard MediaPass.isNetwork(network), asset.rawValue > 0, (1...Int(MediaPass.mostUses)).contains(uses),
            life > .zero, life <= Self.longestLife
        else { throw .unfit }
        let key = currentKey(now)
        let pass = MediaPass(
            key: key.id, asset: asset, purpose: purpose, network: network, expires: now + life, uses: UInt8(uses),
            nonce: random(MediaPass.nonceLength))
        return MediaPassText(pass: pass, signature: key.sign(pass))
    }

    /// What an address that came in is good for; uses it once, unless it is only looked at.
    ///
    /// - Throws: why it is not good.
    package mutating func redeem(_ text: String, isLook: Bool = false, now: Instant) throws(MediaPassFault) -> MediaPass
    {
        latest = max(latest, now)
        guard let signed = MediaPassText(text) else { throw .malformed }
        guard let key = keys.first(where: { $0.id == signed.pass.key }) else { throw .unknownKey }
        guard key.hasSigned(signed) else { throw .forged }
        let pass = signed.pass
        guard latest < pass.expires else { throw .expired }
        let left = used[pass.nonce]?.left ?? pass.uses
        guard left > 0 else { throw .spent }
        guard !isLook else { return pass }
        if used.count >= mostSpent { prune() }
        guard used[pass.nonce] != nil || used.count < mostSpent else { throw .crowded }
        used[pass.nonce] = Use(left: left - 1, expires: pass.expires)
        return pass
    }

    private mutating func currentKey(_ now: Instant) -> MediaPassKey {
        if now < latest {
            // The clock was set back: what is out is over, and new addresses count by the clock as it is.
            keys = []
            used = [:]
        }
        latest = now
        keys.removeAll { $0.madeAt + Self.keyLife + Self.longestLife <= now }
        if let newest = keys.first, now < newest.madeAt + Self.keyLife { return newest }
        prune()
        lastKey &+= 1
        let key = MediaPassKey(id: lastKey, bytes: random(MediaPassKey.length), madeAt: now)
        keys.insert(key, at: 0)
        return key
    }

    private mutating func prune() {
        let latest = self.latest
        used = used.filter { latest < $0.value.expires }
    }
}
