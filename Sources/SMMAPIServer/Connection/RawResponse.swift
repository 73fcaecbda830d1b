import FoundationEssentials
import NIOCore
import SMMAPI
import SMMModel

/// A refusal written below HTTP's own layers, where no request could be read.
enum RawResponse {
    /// The bytes of a whole response that also ends the connection.
    static func bytes(_ problem: Problem, reason: String) -> ByteBuffer {
        let body = (try? WireJSON.encode(ProblemDocument(problem))) ?? Array("{}".utf8)
        var buffer = ByteBuffer(
            string: "HTTP/1.1 \(problem.status) \(reason)\r\nContent-Type: \(APIVersion.problem)\r\n"
                + "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n")
        buffer.writeBytes(body)
        return buffer
    }
}
