import SMMTestSupport
import Yams

/// The documents of ``SharedFolder`` that requests to servers of the Mastodon API are held against.
package enum MastodonDocument {
    /// What requests to a server of one of ``FakeMastodonRules/profiles`` are held against; nil where its document is not
    /// there and need not be.
    ///
    /// - Throws: when the document cannot be read.
    package static func contract(_ profile: String) throws -> OpenAPIContract? {
        if profile == "gotosocial" { return try goToSocial.get() }
        return try others.get()[profile]
    }

    private static let goToSocial: Result<OpenAPIContract?, any Error> = Result {
        guard SharedFolder.folder("gotosocial") != nil else { return nil }
        let text = String(decoding: try SharedFolder.bytes("gotosocial/swagger.yaml"), as: UTF8.self)
        return try MastodonContract.goToSocial(json(try Yams.load(yaml: text)))
    }

    private static let others: Result<[String: OpenAPIContract], any Error> = Result {
        guard SharedFolder.folder("mastodon") != nil else { return [:] }
        let bytes = try SharedFolder.bytes("mastodon/mastodon-openapi.schema.json")
        var contracts: [String: OpenAPIContract] = [:]
        for profile in FakeMastodonRules.profiles.keys where profile != "gotosocial" {
            contracts[profile] = try MastodonContract.make(bytes, for: profile)
        }
        return contracts
    }

    private static func json(_ value: Any?) -> FakeJSON {
        switch value {
        case let members as [AnyHashable: Any]:
            .object(Dictionary(members.map { ("\($0.key)", json($0.value)) }) { first, _ in first })
        case let elements as [Any]: .array(elements.map(json))
        case let value as Bool: .bool(value)
        case let value as Int: .number(Double(value))
        case let value as Double: .number(value)
        case let value as String: .string(value)
        default: .null
        }
    }
}
