import Glibc
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

    /// What became of the file of an address that is good.
    private enum Opened {
        case found(type: String, count: Int64, OpenDescriptor)
        /// There is no such medium any more, or it is another.
        case gone
        /// It cannot be said now, and why.
        case later(any Error)
    }

    private struct Riddles {
        var open: [String: Riddle] = [:]
        var last: UInt64 = 0
    }

    /// How it is configured.
    package let setup: DoorSetup
    private let database: any Database
    let media: MediaStore
    private let clock: any TimeSource
    private let random: @Sendable (Int) -> [UInt8]
    private let passes: Mutex<MediaPassBook>
    private let riddles = Mutex(Riddles())
    private let counts = Mutex(DoorTally())
    private let troubled: @Sendable (any Error) -> Void
    /// Whether the last medium could not be opened for a reason that is told: it is told once.
    private let isTroubled = Mutex(false)
    private let reception = Mutex<DoorReception?>(nil)

    /// A desk.
    ///
    /// - Parameters:
    ///   - troubled: told why media cannot be handed out, once until one can again; for the log.
    ///   - random: gives bytes that nobody can guess.
    package init(
        _ setup: DoorSetup, database: any Database, media: MediaStore, clock: any TimeSource,
        troubled: @escaping @Sendable (any Error) -> Void = { _ in }, random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.troubled = troubled
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

    /// Has clients, browsers and programs received by `reception`; nobody is before.
    package func receive(by reception: DoorReception) { self.reception.withLock { $0 = reception } }

    /// A public address of a medium, and the instant from which on it is not good any more.
    ///
    /// What is fetched there is the file as it is: only of a medium that ``check(_:)`` let pass may one be made.
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
        let text = try passes.withLock { book throws(MediaPassFault) in
            // The clock is read in here: to the book, the older time of one who came first but got in second would be a
            // clock that was set back, and no address of before be good.
            try book.issue(asset, for: network, purpose: purpose, uses: uses, life: life, now: clock.now)
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
        case .callback, .invite, .accept, .awaited, .hook: return DeskReply(await received(question))
        }
    }

    private func received(_ question: DoorQuestion) async -> DoorAnswer {
        guard let reception = reception.withLock({ $0 }) else { return .later }
        let language = setup.facts.language
        switch question {
        case .callback(let callback): return await reception.bring(callback, language: language)
        case .invite(let secret): return await reception.look(secret)
        case .accept(let secret): return await reception.accept(secret)
        case .awaited(let state): return reception.awaited(state, language: language)
        case .hook(let hook): return await reception.take(hook)
        case .facts, .media, .proof: return .refused
        }
    }

    /// The use is counted when the medium is there to be handed over, and no earlier: a database that is busy costs nobody
    /// an address.
    private func medium(_ text: String, isLook: Bool) async -> DeskReply {
        do throws(MediaPassFault) {
            let pass = try redeem(text, isLook: true)
            switch await open(pass.asset) {
            case .found(let type, let count, let file):
                isTroubled.withLock { $0 = false }
                if !isLook { _ = try redeem(text, isLook: false) }
                counts.withLock { $0.media += isLook ? 0 : 1 }
                return DeskReply(.media(type: type, count: count), file: file)
            case .gone: return refusedMedium()
            case .later(let reason):
                let wasTold = isTroubled.withLock { told in
                    defer { told = true }
                    return told
                }
                if !wasTold { troubled(reason) }
                return DeskReply(.later)
            }
        } catch .crowded {
            return DeskReply(.later)
        } catch {
            return refusedMedium()
        }
    }

    private func redeem(_ text: String, isLook: Bool) throws(MediaPassFault) -> MediaPass {
        try passes.withLock { book throws(MediaPassFault) in
            try book.redeem(text, isLook: isLook, now: clock.now)
        }
    }

    private func refusedMedium() -> DeskReply {
        counts.withLock { $0.refused += 1 }
        return DeskReply(.refused)
    }

    /// The open file of an asset.
    private func open(_ asset: AssetID) async -> Opened {
        let row: AssetRows.Asset?
        do {
            row = try await database.read { tx in try AssetRows.byID(asset, in: tx) }
        } catch {
            return .later(error)
        }
        guard let row, let path = media.place(hash: row.sha256) else { return .gone }
        return await media.lanes.run {
            guard let file = OpenDescriptor(reading: path) else {
                let fault = FileFault("media")
                // Of everything else, such as no descriptor left, a network must not hear that there is no such medium.
                return fault.code == ENOENT ? .gone : .later(fault)
            }
            guard file.fileSize == row.byteCount else { return .gone }
            return .found(type: row.type, count: row.byteCount, file)
        }
    }
}
