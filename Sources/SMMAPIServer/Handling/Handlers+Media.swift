import HummingbirdCore
import NIOCore
import SMMAPI
import SMMModel

extension Handlers {
    func media(_ inquiry: Inquiry) async throws -> Reply {
        switch inquiry.route.id {
        case .showMedia: return try .json(try await controls.media.show(inquiry.call, inquiry.parameter))
        case .uploadMedia:
            let query = try MediaQuery(inquiry.query)
            return try .json(
                try await upload(inquiry) {
                    try Self.check(sha256: query.sha256)
                    return try await controls.media.begin(inquiry.call, query, length: inquiry.uploadLength)
                })
        case .previewMedia:
            let query = try MediaPreviewQuery(inquiry.query)
            return try .json(
                try await upload(inquiry) {
                    try await controls.media.beginPreview(inquiry.call, query, length: inquiry.uploadLength)
                })
        default: throw UnhandledRoute(route: inquiry.route.id)
        }
    }

    /// Streams the body into the sink: a chunk is read only after the one before is written.
    private func upload<Answer: Sendable>(
        _ inquiry: Inquiry, _ begin: () async throws -> any MediaSink<Answer>
    ) async throws -> Answer {
        guard let body = inquiry.upload, inquiry.uploadLength != 0 else {
            throw Problem(Problem.Code("body-missing"), status: 400, "An upload without bytes is none.")
        }
        let sink = try await begin()
        do {
            var count: Int64 = 0
            var chunks = body.makeAsyncIterator()
            while let chunk = try await Self.next(&chunks) {
                count += Int64(chunk.readableBytes)
                try await sink.write(chunk)
            }
            // The reader ends quietly when the connection does: half a file must not be taken for a whole one.
            if let expected = inquiry.uploadLength, count != expected { throw ClientGone() }
            return try await sink.finish()
        } catch {
            await sink.abandon()
            throw error
        }
    }

    private static func next(_ chunks: inout RequestBody.AsyncIterator) async throws -> ByteBuffer? {
        do {
            return try await chunks.next()
        } catch {
            throw ClientGone()
        }
    }

    private static func check(sha256: String?) throws(Problem) {
        guard let sha256 else { return }
        let isHash =
            sha256.utf8.count == 64 && sha256.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || ($0 >= 97 && $0 <= 102) }
        guard isHash else {
            throw Problem.invalid(
                "sha256-invalid", "That is no SHA-256.", given: String(sha256.prefix(80)),
                allowed: "64 lower-case hexadecimal digits")
        }
    }
}
