package import SMMDatabase
package import SMMDoorWire
package import SMMModel
import Synchronization

/// Answers the door, and gives out the addresses that are good there.
package final class DoorDesk: Sendable {
    /// Bytes of a riddle and of its answer.
    private static let riddleLength = 16
    /// How many riddles may be open at a time, and for how long each.
    private static let mostRiddles = 16
    private static let riddleLife = Milliseconds.minutes(1)

    private struct Riddle {
        /// In the order they were posed.
        var number: UInt64
        var answer: String
        var until: Milliseconds
    }

    private struct Riddles {
        var open: [String: Riddle] = [:]
        var last: UInt64 = 0
    }

    /// How it is configured.
    package let setup: DoorSetup
    private let database: any Database
    private let media: MediaStore
    private let clock: any TimeSource
    private let random: @Sendable (Int) -> [UInt8]
    private let passes: Mutex<MediaPassBook>
    private let riddles = Mutex(Riddles())
    private let counts = Mutex(DoorTally())
    private let bringing = Mutex<(@Sendable (DoorCallback) -> Bool)?>(nil)

    /// A desk; `random` gives bytes that nobody can guess.
    package init(
        _ setup: DoorSetup, database: any Database, media: MediaStore, clock: any TimeSource,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.setup = setup
        self.database = database
        self.media = media
        self.clock = clock
        self.random = random
        passes = Mutex(MediaPassBook(random: random))
    }

    /// What the door asked since the start.
    package var tally: DoorTally { counts.withLock { $0 } }

    /// Says whether the daemon listens for its door.
    package func set(isListening: Bool) { counts.withLock { $0.isListening = isListening } }

    /// Somebody else than the door's user came.
    package func noteStranger() { counts.withLock { $0.strangers += 1 } }

    /// Hands what browsers bring back to `bring`, which says whether somebody waits for it.
    package func onCallback(_ bring: @escaping @Sendable (DoorCallback) -> Bool) {
        bringing.withLock { $0 = bring }
    }

    /// A public address of a medium, and the instant from which on it is not good any more.
    ///
    /// - Parameters:
    ///   - network: who fetches it, such as `instagram`.
    ///   - uses: how often it is good, 1 to 8.
    ///   - life: up to 24 hours.
    /// - Throws: `unfit`.
    package func address(
        of asset: AssetID, for network: String, purpose: MediaPass.Purpose = .publish, uses: Int = 1,
        life: Milliseconds
    ) throws(MediaPassFault) -> (url: String, expires: Instant) {
        let now = clock.now
        let text = try passes.withLock { book throws(MediaPassFault) in
            try book.issue(asset, for: network, purpose: purpose, uses: uses, life: life, now: now)
        }
        return ("\(setup.url)/media/\(text.text)", text.pass.expires)
    }

    /// Poses a riddle that only this daemon can answer; whoever brings the answer back from outside has come all the way.
    package func pose() -> (riddle: String, answer: String) {
        let (riddle, answer) = (Hex.text(random(Self.riddleLength)), Hex.text(random(Self.riddleLength)))
        let now = clock.monotonic
        let until = Milliseconds(count: now.count + Self.riddleLife.count)
        riddles.withLock { riddles in
            riddles.open = riddles.open.filter { now < $0.value.until }
            if riddles.open.count >= Self.mostRiddles,
                let oldest = riddles.open.min(by: { $0.value.number < $1.value.number })
            {
                riddles.open[oldest.key] = nil
            }
            riddles.last += 1
            riddles.open[riddle] = Riddle(number: riddles.last, answer: answer, until: until)
        }
        return (riddle, answer)
    }

    /// The answer to one question of the door.
    package func answer(_ question: DoorQuestion) async -> DeskReply {
        let now = clock.now
        counts.withLock { $0.lastAsked = now }
        switch question {
        case .facts: return DeskReply(.facts(setup.facts))
        case .media(let text, let isLook): return await medium(text, isLook: isLook)
        case .proof(let riddle):
            let now = clock.monotonic
            let found = riddles.withLock { $0.open.removeValue(forKey: riddle) }
            guard let found, now < found.until else { return DeskReply(.refused) }
            return DeskReply(.proof(found.answer))
        case .callback(let callback):
            guard let bring = bringing.withLock({ $0 }), bring(callback) else { return refused() }
            return DeskReply(.taken(language: setup.facts.language))
        case .hook: return refused()
        }
    }

    /// The use is counted when the medium is there to be handed over, and no earlier: a database that is busy costs nobody
    /// an address.
    private func medium(_ text: String, isLook: Bool) async -> DeskReply {
        do throws(MediaPassFault) {
            let pass = try redeem(text, isLook: true)
            guard let (type, count, file) = try await open(pass.asset) else { return refused() }
            if !isLook { _ = try redeem(text, isLook: false) }
            counts.withLock { $0.media += isLook ? 0 : 1 }
            return DeskReply(.media(type: type, count: count), file: file)
        } catch .crowded {
            return DeskReply(.later)
        } catch {
            return refused()
        }
    }

    private func redeem(_ text: String, isLook: Bool) throws(MediaPassFault) -> MediaPass {
        let now = clock.now
        return try passes.withLock { book throws(MediaPassFault) in try book.redeem(text, isLook: isLook, now: now) }
    }

    private func refused() -> DeskReply {
        counts.withLock { $0.refused += 1 }
        return DeskReply(.refused)
    }

    /// The open file of an asset; nil when there is none any more.
    ///
    /// - Throws: `crowded` when the database does not answer.
    private func open(_ asset: AssetID) async throws(MediaPassFault) -> (type: String, count: Int64, OpenDescriptor)? {
        let row: AssetRows.Asset?
        do {
            row = try await database.read { tx in try AssetRows.byID(asset, in: tx) }
        } catch {
            throw .crowded
        }
        guard let row, let path = media.place(hash: row.sha256) else { return nil }
        return await media.lanes.run {
            guard let file = OpenDescriptor(reading: path), file.fileSize == row.byteCount else { return nil }
            return (row.type, row.byteCount, file)
        }
    }
}
