/// What a DID resolves to (AT Protocol, "DID"): the handle, the signing key and the server of an account.
package struct DIDDocument: Sendable, Hashable {
    /// A service entry.
    package struct Service: Sendable, Hashable {
        /// The fragment, without `#`.
        package let id: String
        /// `AtprotoPersonalDataServer`, ….
        package let type: String
        /// The address, as written.
        package let endpoint: String
    }

    /// Whose document it is.
    package let id: DID
    /// The other names, in order, as written: `at://HANDLE`, ….
    package let alsoKnownAs: [String]
    /// The services that have one address, in order.
    package let services: [Service]
    /// The keys of type Multikey by their fragment.
    package let keys: [String: PublicKey]

    /// The most entries of a list that are looked at.
    private static let maximumEntries = 64

    /// Reads a document; nil when it is none, or another DID's than `expected`.
    ///
    /// Ids are taken in absolute form (`did:…#atproto_pds`) and in relative form (`#atproto_pds`); those of another DID
    /// are passed over.
    package init?(json bytes: [UInt8], expected: DID? = nil) {
        guard let value = try? ATValue(json: bytes, maximumSize: 1 << 20, lenient: true) else { return nil }
        self.init(value, expected: expected)
    }

    /// Reads a document; nil when it is none, or another DID's than `expected`.
    package init?(_ value: ATValue, expected: DID? = nil) {
        guard let text = value["id"]?.string, let id = DID(text), expected == nil || id == expected else { return nil }
        self.id = id
        alsoKnownAs = (value["alsoKnownAs"]?.elements ?? []).prefix(Self.maximumEntries).compactMap(\.string)
        services = (value["service"]?.elements ?? []).prefix(Self.maximumEntries).compactMap { entry in
            guard let fragment = Self.fragment(entry["id"]?.string, of: id), let type = entry["type"]?.string,
                let endpoint = entry["serviceEndpoint"]?.string
            else { return nil }
            return Service(id: fragment, type: type, endpoint: endpoint)
        }
        var keys: [String: PublicKey] = [:]
        for entry in (value["verificationMethod"]?.elements ?? []).prefix(Self.maximumEntries) {
            guard let fragment = Self.fragment(entry["id"]?.string, of: id), keys[fragment] == nil,
                let text = entry["publicKeyMultibase"]?.string, let key = PublicKey(multibase: text)
            else { continue }
            keys[fragment] = key
        }
        self.keys = keys
    }

    /// The handle the document names first; that the handle names this DID too must be looked up.
    package var handle: Handle? {
        for name in alsoKnownAs where name.hasPrefix("at://") { return Handle(name.dropFirst(5)) }
        return nil
    }

    /// Whether the document names `handle`, whatever else it names.
    package func claims(_ handle: Handle) -> Bool {
        alsoKnownAs.contains { $0.hasPrefix("at://") && Handle($0.dropFirst(5)) == handle }
    }

    /// The address of the account's server: `scheme://host[:port]`, a slash at the end dropped; nil without one.
    ///
    /// The first service `#atproto_pds` of type `AtprotoPersonalDataServer` counts. Which schemes and hosts may be
    /// called is for the caller to decide.
    package var server: String? {
        guard let service = services.first(where: { $0.id == "atproto_pds" && $0.type == "AtprotoPersonalDataServer" })
        else { return nil }
        var address = Substring(service.endpoint)
        if address.hasSuffix("/") { address = address.dropLast() }
        let scheme = ["https://", "http://"].first { address.hasPrefix($0) }
        guard let scheme, address.utf8.count <= 1024 else { return nil }
        let host = address.dropFirst(scheme.count)
        guard !host.isEmpty, host.utf8.allSatisfy(Self.isHostByte) else { return nil }
        return String(address)
    }

    /// The key commits are signed with.
    package var signingKey: PublicKey? { keys["atproto"] }

    private static func fragment(_ text: String?, of id: DID) -> String? {
        guard let text, let mark = text.firstIndex(of: "#") else { return nil }
        guard text[..<mark].isEmpty || text[..<mark] == id.text else { return nil }
        return String(text[mark...].dropFirst())
    }

    /// Letters of `host[:port]`; no path, no query, no user.
    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"): true
        default: ASCII.isAlphanumeric(byte)
        }
    }
}
