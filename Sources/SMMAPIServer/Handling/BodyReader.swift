import HTTPTypes
import HummingbirdCore
import NIOCore
import SMMAPI
import SMMModel

/// Reads and checks the body of a request.
struct BodyReader: Sendable {
    private let check: BodyCheck

    init(nearest: @escaping @Sendable (String, [String]) -> String?) {
        check = BodyCheck(nearest: nearest)
    }

    /// The body as bytes and what they say, no more than the route takes; throws `body-too-large` (413),
    /// `body-unexpected` (400), `content-type` (415), and ``ClientGone`` when the client hung up.
    func read(_ request: Request, _ route: Route) async throws -> ([UInt8], JSONValue) {
        let length = try Self.length(request)
        let isChunked = request.headers[.transferEncoding] != nil
        guard case .json(let name) = route.body else {
            guard length ?? 0 == 0, !isChunked else {
                throw Problem(
                    Problem.Code("body-unexpected"), status: 400, "This route takes no body.",
                    next: "Leave the body out.")
            }
            return ([], .object([]))
        }
        let limit = route.id == .createPosts ? APIVersion.maximumBatchBody : APIVersion.maximumBody
        if let length, length > limit { throw Self.tooLarge(limit, given: "\(length) bytes") }
        if length ?? 0 > 0 || isChunked { try Self.checkType(request) }
        let bytes = try await Self.collect(request.body, limit: limit, expected: length)
        guard !bytes.isEmpty || Self.mayBeEmpty(name) else {
            throw Problem(
                Problem.Code("body-missing"), status: 400, "This route takes a JSON body.",
                next: "See the shape at /v1/openapi.json.")
        }
        return (bytes, bytes.isEmpty ? .object([]) : try check.value(bytes, schema: name))
    }

    /// The stated length, if any; throws `http-invalid` for one that is no number.
    static func length(_ request: Request) throws(Problem) -> Int? {
        guard let text = request.headers[.contentLength] else { return nil }
        guard let length = Int(text), length >= 0 else {
            throw Problem(Problem.Code("http-invalid"), status: 400, "Content-Length is not a number.", given: text)
        }
        return length
    }

    private static func checkType(_ request: Request) throws(Problem) {
        let given = request.headers[.contentType] ?? ""
        let type = given.split(separator: ";", maxSplits: 1).first.map { $0.lowercased() } ?? ""
        guard type.trimmed() == APIVersion.json else {
            throw Problem(
                Problem.Code("content-type"), status: 415, "The body must be JSON.",
                given: given.isEmpty ? nil : String(given.prefix(100)), allowed: APIVersion.json,
                next: "Send the header Content-Type: application/json.")
        }
    }

    private static func collect(_ body: RequestBody, limit: Int, expected: Int?) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await chunk in body {
                guard bytes.count + chunk.readableBytes <= limit else { throw tooLarge(limit, given: nil) }
                bytes.append(contentsOf: chunk.readableBytesView)
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw ClientGone()
        }
        // The reader ends quietly when the connection does: what came so far must not be taken for all of it.
        if let expected, bytes.count != expected { throw ClientGone() }
        return bytes
    }

    private static func tooLarge(_ limit: Int, given: String?) -> Problem {
        Problem(
            Problem.Code("body-too-large"), status: 413, "The body is too large.", given: given,
            allowed: "\(limit) bytes", next: "Send less at a time; media go to /v1/media.")
    }

    private static func mayBeEmpty(_ name: String) -> Bool {
        guard case .object(_, let properties) = Schemas.named[name] else { return false }
        return !properties.contains(where: \.isRequired)
    }
}

extension String {
    /// Without spaces at both ends.
    fileprivate func trimmed() -> Substring {
        var rest = self[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}
