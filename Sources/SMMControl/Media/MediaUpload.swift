import Crypto
import Glibc
import NIOCore
import SMMAdapterKit
import SMMModel
import Synchronization

/// One upload on its way into the store: hashed while it is written, kept only when all of it is good.
final class MediaUpload: Sendable {
    /// What a finished upload turned out to be.
    struct Finding: Sendable {
        var sha256: String
        var byteCount: Int64
        var header: MediaHeader
        /// How many frames a picture has; nil of what is none.
        var frames: Int?
    }

    private struct State {
        var file: OpenFile?
        var hash = SHA256()
        var count: Int64 = 0
    }

    /// The most pixels a picture may have: beyond that, decoding it is an attack.
    static let maximumPixels = Int(PictureFit.maximumPixels)

    private let path: String
    private let store: MediaStore
    private let limit: Int64
    private let state: Mutex<State>

    init(file: sending OpenFile, path: String, store: MediaStore, limit: Int64) {
        self.path = path
        self.store = store
        self.limit = limit
        self.state = Mutex(State(file: file))
    }

    deinit {
        // Whoever forgot to end it: nothing stays behind.
        if state.withLock({ $0.file != nil }) { store.discard(path) }
    }

    /// Takes the next bytes.
    ///
    /// - Throws: `Problem`: `media-too-large` (413), `storage-full` (507), `storage-failed` (503).
    func write(_ bytes: ByteBuffer) async throws {
        try await onLane { upload in
            try upload.state.withLock { state in
                guard let file = state.file else { throw Self.ended }
                state.count += Int64(bytes.readableBytes)
                guard state.count <= upload.limit else { throw Self.tooLarge(state.count, limit: upload.limit) }
                try bytes.withUnsafeReadableBytes { raw in
                    state.hash.update(bufferPointer: raw)
                    try file.write(raw)
                }
            }
        }
    }

    /// Looks at what came: hash, type and size.
    ///
    /// - Throws: `Problem`: `media-empty`, `sha256-mismatch`, `media-type-unknown`, `media-too-many-pixels`,
    ///   `media-damaged`, `media-cut` (422).
    func inspect(expecting sha256: String?, name: String?) async throws -> Finding {
        try await onLane { upload in
            try upload.state.withLock { state in
                guard let file = state.file else { throw Self.ended }
                guard state.count > 0 else {
                    throw Problem.invalid("media-empty", "The medium has no bytes.", given: name)
                }
                let hash = MediaStore.hex(state.hash.finalize())
                if let sha256, sha256 != hash { throw Self.mismatch(sha256, hash) }
                guard let header = MediaHeader(of: file) else { throw Self.unknownType(name) }
                if let width = header.width, let height = header.height, width > Self.maximumPixels / height {
                    throw Self.tooManyPixels(width, height)
                }
                guard !header.lacksSize else { throw Self.noSize(name) }
                guard MediaEnd.isThere(header.type, in: file) else { throw Self.cut(name) }
                return Finding(sha256: hash, byteCount: state.count, header: header)
            }
        }
    }

    /// All bytes that came; for what is small enough to be held in memory.
    ///
    /// - Throws: `media-changed`.
    func bytes() async throws(Failure) -> [UInt8] {
        try await store.lanes.run { [self] () throws(Failure) in
            let bytes = state.withLock { state in
                state.file.map { $0.bytes(at: 0, Int(clamping: state.count)) } ?? []
            }
            guard !bytes.isEmpty else { throw MediaStore.changed }
            return bytes
        }
    }

    /// Makes it durable in its place in the store.
    func keep(as hash: String) async throws {
        try await onLane { upload in
            try upload.state.withLock { state in
                guard let file = state.file else { throw Self.ended }
                try file.setMode(0o640)
                try file.sync()
                try upload.store.keep(upload.path, as: hash)
                state.file = nil
            }
        }
    }

    /// Throws away what was written; nothing happens when it has ended already.
    func abandon() async {
        await store.lanes.run { [self] in
            state.withLock { state in
                guard state.file != nil else { return }
                store.discard(path)
                state.file = nil
            }
        }
    }

    /// Does long work on what came, after that of others.
    func onFile<T: Sendable>(_ body: @escaping @Sendable (OpenFile) throws -> T) async throws -> T {
        try await on(store.cleaning) { upload in
            try upload.state.withLock { state in
                guard let file = state.file else { throw Self.ended }
                return try body(file)
            }
        }
    }

    private func onLane<T: Sendable>(_ body: @escaping @Sendable (MediaUpload) throws -> T) async throws -> T {
        try await on(store.lanes, body)
    }

    private func on<T: Sendable>(
        _ lanes: FileLanes, _ body: @escaping @Sendable (MediaUpload) throws -> T
    ) async throws -> T {
        do {
            return try await lanes.run { [self] in try body(self) }
        } catch let fault as FileFault {
            throw fault.problem
        }
    }

    private static let ended = Problem.conflict("upload-ended", "This upload has ended.")

    static func tooLarge(_ count: Int64, limit: Int64) -> Problem {
        Problem(
            Problem.Code("media-too-large"), status: 413, "The medium is larger than smmd keeps.",
            given: "at least \(count) bytes", allowed: "\(limit >> 20) MiB (\(limit) bytes)",
            next: "Make it smaller, for instance with a lower resolution, and try again.")
    }

    private static func mismatch(_ expected: String, _ found: String) -> Problem {
        Problem.invalid(
            "sha256-mismatch", "What arrived is not what was sent: the bytes have another SHA-256.", given: found,
            allowed: expected, next: "Send the file again.")
    }

    private static func unknownType(_ name: String?) -> Problem {
        Problem.invalid(
            "media-type-unknown",
            "The bytes are of no kind of photo or video that smmd knows; the file's name does not count.",
            given: name,
            // Those are known so that they can be refused by name.
            allowed: MediaHeader.allowed.filter { !["image/avif", "image/heic"].contains($0) }.joined(separator: ", "),
            next: "Convert it, for instance to JPEG or MP4, and try again.")
    }

    private static func noSize(_ name: String?) -> Problem {
        Problem.invalid(
            "media-damaged", "The picture's header gives no size that a picture can have.", given: name,
            next: "Open it in a picture program, save it anew and try again.")
    }

    private static func cut(_ name: String?) -> Problem {
        Problem.invalid(
            "media-cut", "The picture is cut short: its end is not there.", given: name,
            next: "Get the whole file and send that.")
    }

    private static func tooManyPixels(_ width: Int, _ height: Int) -> Problem {
        Problem.invalid(
            "media-too-many-pixels", "The picture has more pixels than smmd takes.", given: "\(width) × \(height)",
            allowed: "\(maximumPixels / 1_000_000) megapixels", next: "Make it smaller and try again.")
    }
}
