import Glibc
import SMMAPI
import SMMAPIClient
import SMMModel

/// Sends a file's bytes to the daemon, which sees no home directory.
struct MediaUpload {
    /// The most bytes of an alt text that the daemon keeps.
    private static let mostAlt = 8192
    /// The most of an alt text in a request's line, of the 16 KiB that the daemon reads of line and headers.
    private static let mostOfLine = 14_000

    /// Files of together more than this are not sent twice, once to be measured and once to be kept.
    private static let mostMeasured: Int64 = 16 << 20

    let session: Session
    let brand: String?

    /// Sends each file once, in order; the assets by path.
    ///
    /// - Parameter rehearse: Told beforehand what was measured of the files, or nil where they are too large to be sent
    ///   twice: what it refuses leaves nothing in the stock. Not asked in a dry run, which itself keeps nothing.
    func send(
        _ media: [LocalPost.Medium], rehearse: (([String: Answer<AssetView>]?) async throws -> Void)? = nil
    ) async throws -> [String: Answer<AssetView>] {
        var size: Int64 = 0
        for medium in media {
            size += try Self.check(medium.path)
            try Self.check(alt: medium.alt, of: medium.path)
        }
        if let rehearse, !media.isEmpty, !session.isDryRun {
            try await rehearse(size > Self.mostMeasured ? nil : try await send(media, isDryRun: true))
        }
        return try await send(media, isDryRun: session.isDryRun)
    }

    /// What is found in one file, which is not kept.
    func measure(_ path: String) async throws -> Answer<AssetView> {
        try Self.check(path)
        return try await send(path, alt: nil, isDryRun: true)
    }

    /// What each network would receive of one file, which is not kept.
    func preview(_ path: String, for network: String?) async throws -> Answer<MediaPreviewView> {
        try await preview(path, network, content: false)
    }

    /// The same for one network, with the picture itself.
    func preview(_ path: String, with network: String) async throws -> Answer<MediaPreviewView> {
        try await preview(path, network, content: true)
    }

    private func preview(
        _ path: String, _ network: String?, content: Bool
    ) async throws -> Answer<MediaPreviewView> {
        try Self.check(path)
        return try await send(
            path, .previewMedia,
            query: [
                ("brand", brand), ("network", network), ("content", content ? "true" : nil),
                ("name", Self.name(of: path)),
            ], isDryRun: false, longest: content ? MediaPreviewNetwork.longestAnswer : nil)
    }

    private func send(_ media: [LocalPost.Medium], isDryRun: Bool) async throws -> [String: Answer<AssetView>] {
        var assets: [String: Answer<AssetView>] = [:]
        for medium in media where assets[medium.path] == nil {
            assets[medium.path] = try await send(medium.path, alt: medium.alt, isDryRun: isDryRun)
        }
        return assets
    }

    /// Refuses what cannot be read before anything is sent; gives the size.
    @discardableResult
    static func check(_ path: String) throws(CommandFailure) -> Int64 {
        let (descriptor, size) = try LocalFile.open(path)
        close(descriptor)
        guard size > 0 else {
            throw CommandFailure.local("file-empty", "The file is empty.", given: path, allowed: "1 B or more")
        }
        return size
    }

    /// Refuses an alt text that the daemon does not keep, or that does not fit the line of a request, where each byte of
    /// what is not ASCII takes three.
    private static func check(alt: String?, of path: String) throws(CommandFailure) {
        guard let alt, alt.utf8.count > mostAlt || PercentCoding.encode(alt).utf8.count > mostOfLine else { return }
        throw CommandFailure.local(
            "alt-too-long", "The alt text of \(name(of: path)) is too long.", given: "\(alt.utf8.count) bytes",
            allowed: "\(mostAlt) bytes, or \(mostOfLine / 3) where none of it is ASCII",
            next: "Say what matters in it in a few sentences.")
    }

    private static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    private func send(_ path: String, alt: String?, isDryRun: Bool) async throws -> Answer<AssetView> {
        try await send(
            path, .uploadMedia, query: [("brand", brand), ("alt", alt), ("name", Self.name(of: path))],
            isDryRun: isDryRun)
    }

    private func send<View: Decodable & Sendable>(
        _ path: String, _ route: RouteID, query: [(String, String?)], isDryRun: Bool, longest: Int? = nil
    ) async throws -> Answer<View> {
        let (descriptor, size) = try LocalFile.open(path)
        close(descriptor)
        let name = Self.name(of: path)
        let progress = UploadProgress(name: name, total: size, terminal: session.terminal)
        var request = try session.request(route, query: query, isDryRun: isDryRun)
        if let longest { request.longestAnswer = longest }
        let showsProgress = size >= 1_000_000 && !session.isQuiet
        request.body = .upload(
            Upload(
                length: size, type: "application/octet-stream",
                open: { try Self.reader(path) },
                progress: { if showsProgress { progress.update($0) } }))
        request.isHarmlessTwice = true  // the same bytes are kept once
        defer { if showsProgress { progress.finish() } }
        do {
            return try session.answer(try await session.send(request))
        } catch let failure as CommandFailure {
            throw Self.naming(path, size, failure)
        }
    }

    /// The refusal, with the file in it, which the daemon knows at most by its name.
    private static func naming(_ path: String, _ size: Int64, _ failure: CommandFailure) -> CommandFailure {
        var failure = failure
        let problem = failure.problem
        let name = path.split(separator: "/").last.map(String.init)
        let measured = problem.given.flatMap { $0 == name || $0.hasSuffix("bytes") ? nil : ": \($0)" } ?? ""
        failure.problem = Problem(
            problem.code, status: problem.status, problem.message,
            given: "\(path) (\(ByteText.of(size)))\(measured)",
            allowed: problem.allowed, next: problem.next, parameters: problem.parameters, others: problem.others)
        return failure
    }

    private static func reader(_ path: String) throws -> @Sendable () throws -> [UInt8]? {
        let file = OpenFile(try LocalFile.open(path).descriptor, path)
        return { try file.next() }
    }
}

/// An open file that closes itself.
private final class OpenFile: Sendable {
    private let descriptor: Int32
    private let path: String

    init(_ descriptor: Int32, _ path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// The next 256 KiB; nil at the end.
    func next() throws -> [UInt8]? {
        let size = 256 << 10
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var result = read(descriptor, buffer.baseAddress, size)
            while result < 0, errno == EINTR { result = read(descriptor, buffer.baseAddress, size) }
            code = result < 0 ? errno : 0
            count = max(0, result)
        }
        guard code == 0 else { throw LocalFile.unreadable(path, code) }
        return bytes.isEmpty ? nil : bytes
    }
}
