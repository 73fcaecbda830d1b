import Crypto
import FoundationEssentials
import SMMAdapterKit
import SMMAtproto

extension FakeBluesky {
    /// The server's own DID, from its address.
    package var serverDID: String {
        let host = url.split(separator: "/").dropFirst().first.map(String.init) ?? "pds.example"
        return "did:web:" + host.replacing(":", with: "%3A")
    }

    /// Someone by handle or DID.
    package func account(_ name: String) -> FakeBlueskyAccount? {
        switch ATIdentifier(name) {
        case .did(let did)?: accounts[did.text]
        case .handle(let handle)?: accounts.values.first { $0.handle == handle.text }
        case nil: nil
        }
    }

    /// Whatever is asked outside of `/xrpc/`: handles' sites, documents of `did:web`, the directory of `did:plc`.
    func site(_ call: XRPCCall) -> HTTPResponse {
        guard call.verb == "GET" || call.verb == "HEAD" else { return FakeBlueskyReply.page(405, "Method Not Allowed") }
        switch call.path {
        case "/.well-known/atproto-did":
            guard let account = account(call.host) else { return FakeBlueskyReply.page(404, "User not found") }
            return FakeBlueskyReply.text(account.did)
        case "/.well-known/did.json":
            guard let account = accounts["did:web:" + call.host] else { return FakeBlueskyReply.page(404, "Not Found") }
            return FakeBlueskyReply.json(document(account))
        case "/", "/xrpc/_health": return FakeBlueskyReply.text("This is a fake server of the AT Protocol.")
        default:
            guard let did = DID(call.path.dropFirst()), did.method == "plc" else {
                return FakeBlueskyReply.page(404, "Not Found")
            }
            guard let account = accounts[did.text] else {
                return FakeBlueskyReply.json(["message": .string("DID not registered: \(did)")], status: 404)
            }
            return FakeBlueskyReply.json(document(account))
        }
    }

    /// The DID document of someone.
    func document(_ account: FakeBlueskyAccount) -> ATValue {
        var document: [String: ATValue] = [
            "@context": ["https://www.w3.org/ns/did/v1"], "id": .string(account.did),
            "alsoKnownAs": [.string("at://" + account.handle)],
            "service": [
                [
                    "id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": .string(url),
                ]
            ],
        ]
        if let key = Self.key(account.did) {
            document["verificationMethod"] = [
                [
                    "id": .string(account.did + "#atproto"), "type": "Multikey", "controller": .string(account.did),
                    "publicKeyMultibase": .string(key.multibase),
                ]
            ]
        }
        return .map(document)
    }

    func resolveHandle(_ call: XRPCCall) throws(FakeBlueskyRefusal) -> HTTPResponse {
        guard let handle = Handle(try parameter(call, "handle")) else {
            throw .invalid("handle must be a valid handle")
        }
        guard let account = account(handle.text) else {
            throw FakeBlueskyRefusal(400, "HandleNotFound", "Unable to resolve handle")
        }
        return FakeBlueskyReply.json(["did": .string(account.did)])
    }

    private static func key(_ did: String) -> PublicKey? {
        let seed = CID(.raw, hashing: Array(did.utf8)).digest
        guard let key = try? P256.Signing.PrivateKey(rawRepresentation: seed) else { return nil }
        return PublicKey(.p256, bytes: Array(key.publicKey.compressedRepresentation))
    }
}
