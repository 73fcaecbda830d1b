import SMMTestSupport
import Yams

/// The documents of ``SharedFolder`` that requests to servers of the Mastodon API are held against.
package enum MastodonDocument {
    /// The contract of each of ``FakeMastodonRules/profiles``, read once; fails where the documents cannot be read.
    package static let contracts: Result<[String: OpenAPIContract], any Error> = Result {
        let bytes = try SharedFolder.bytes("mastodon/mastodon-openapi.schema.json")
        var contracts: [String: OpenAPIContract] = [:]
        for profile in FakeMastodonRules.profiles.keys where profile != "gotosocial" {
            contracts[profile] = try MastodonContract.make(bytes, for: profile)
        }
        let text = String(decoding: try SharedFolder.bytes("gotosocial/swagger.yaml"), as: UTF8.self)
        contracts["gotosocial"] = try MastodonContract.goToSocial(json(try Yams.load(yaml: text)))
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
