import Foundation
import SMMAdapterKit

/// How a server's refusal repeats the request it refuses.
enum CanaryForm: String, CaseIterable, Sendable {
    case json, code, plain, html, header, base64, base64Shifted, base64URL, percent, hex, body

    /// A refusal with these secrets of the request, and perhaps the whole of its body.
    func answer(_ status: Int, _ secrets: [String], _ body: [UInt8]) -> SMMAdapterKit.HTTPResponse {
        let all = secrets.joined(separator: " ")
        func texts(_ change: (Data) -> String) -> String {
            secrets.map { change(Data($0.utf8)) }.joined(separator: " ")
        }
        return switch self {
        case .json: Self.json(status, "invalid_request", "You sent \(all) and that is wrong.")
        // Where a platform's code stands there are no words.
        case .code: Self.json(status, secrets.first ?? "none", all)
        case .plain: Self.text(status, "text/plain", "refused: \(all)")
        case .html: Self.text(status, "text/html", "<!doctype html><title>\(all)</title><p>\(all)</p>")
        case .header: Self.header(status, secrets)
        case .base64: Self.json(status, "invalid_request", texts { $0.base64EncodedString() })
        case .base64Shifted:
            Self.json(
                status, "invalid_request",
                secrets.enumerated().map { Data((["u:", "x"][$0 % 2] + $1 + "!").utf8).base64EncodedString() }
                    .joined(separator: " "))
        case .base64URL:
            Self.json(
                status, "invalid_request",
                texts {
                    $0.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
                        .replacing("=", with: "")
                })
        case .percent:
            Self.json(
                status, "invalid_request",
                secrets.map { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }.joined())
        case .hex: Self.text(status, "text/plain", texts { $0.map { String(format: "%02x", $0) }.joined() })
        case .body: Self.text(status, "text/plain", String(decoding: body.prefix(4096), as: UTF8.self) + all)
        }
    }

    private static func json(_ status: Int, _ code: String, _ message: String) -> SMMAdapterKit.HTTPResponse {
        let object = ["error": code, "error_description": message, "message": message]
        let body = (try? JSONSerialization.data(withJSONObject: object)) ?? Data()
        return SMMAdapterKit.HTTPResponse(
            status: status, headers: [HTTPField("Content-Type", "application/json")], body: Array(body))
    }

    private static func text(_ status: Int, _ type: String, _ text: String) -> SMMAdapterKit.HTTPResponse {
        SMMAdapterKit.HTTPResponse(
            status: status, headers: [HTTPField("Content-Type", type + "; charset=utf-8")], body: Array(text.utf8))
    }

    private static func header(_ status: Int, _ secrets: [String]) -> SMMAdapterKit.HTTPResponse {
        let value = secrets.first ?? "none"
        var response = json(status, "invalid_request", "See the header.")
        response.headers += [
            HTTPField("Deprecation", value), HTTPField("Sunset", value), HTTPField("Retry-After", value),
            HTTPField("X-RateLimit-Reset", value), HTTPField("WWW-Authenticate", "Bearer error=\"\(value)\""),
        ]
        return response
    }
}
