import SMMAtproto
import SMMModel
import SMMTestSupport
import Testing

@Suite("Keys and documents")
struct KeyTests {
    @Test(
        "signatures of P-256 are judged as the fixtures say, and those of the other curve not at all",
        .enabled(if: SharedFolder.isWanted))
    func signatures() throws {
        let fixtures = try #require(try InteropFiles.json("atproto-interop/crypto/signature-fixtures.json").elements)
        #expect(fixtures.count == 6)
        for fixture in fixtures {
            let key = try #require(PublicKey(didKey: fixture["publicKeyDid"]?.string ?? ""))
            let message = try #require(Base64Text.decode(fixture["messageBase64"]?.string ?? ""))
            let signature = try #require(Base64Text.decode(fixture["signatureBase64"]?.string ?? ""))
            let isP256 = fixture["algorithm"]?.string == "ES256"
            #expect(key.curve == (isP256 ? .p256 : .secp256k1))
            #expect(key.verifies(signature, of: message) == (isP256 ? fixture["validSignature"]?.bool : nil))
            if isP256 { #expect(key.verifies(signature, of: message + [0]) == false) }
        }
    }

    @Test("did:key is read and written the same for both curves", .enabled(if: SharedFolder.isWanted))
    func keys() throws {
        for (curve, name) in [(PublicKey.Curve.p256, "P256"), (.secp256k1, "K256")] {
            let fixtures = try #require(
                try InteropFiles.json("atproto-interop/crypto/w3c_didkey_\(name).json").elements)
            #expect(!fixtures.isEmpty)
            for fixture in fixtures {
                let text = try #require(fixture["publicDidKey"]?.string)
                let key = try #require(PublicKey(didKey: text))
                #expect(key.curve == curve && key.didKey == text)
            }
        }
    }

    @Test("what is no key is refused")
    func none() {
        for text in [
            "", "did:key:", "did:key:z", "did:key:zQ3sh", "did:plc:zDnae",
            "did:key:z" + String(repeating: "z", count: 9999),
        ] {
            #expect(PublicKey(didKey: text) == nil, "\(text.prefix(40))")
        }
        #expect(PublicKey(.p256, bytes: [2] + [UInt8](repeating: 0xFF, count: 32)) == nil)
    }

    private func document(_ id: String, service: String) -> [UInt8] {
        Array(
            ##"""
            {"@context":["https://www.w3.org/ns/did/v1"],"id":"\##(id)","alsoKnownAs":["https://x","at://Alice.example"],
            "verificationMethod":[{"id":"\##(id)#atproto","type":"Multikey","controller":"\##(id)",
            "publicKeyMultibase":"zDnaembgSGUhZULN2Caob4HLJPaxBh92N7rtH21TErzqf8HQo"}],"service":[7,\##(service)],"x":1.5}
            """##.utf8)
    }

    @Test("the server is found under absolute and relative ids, the first one that fits")
    func server() throws {
        let id = "did:plc:7iza6de2dwap2sbkpav7c6c6"
        let handle = try #require(Handle("ALICE.example"))
        for prefix in ["", id] {
            let entry =
                ##"{"id":"#other","type":"AtprotoPersonalDataServer","serviceEndpoint":"https://no.example"},"##
                + ##"{"id":"\##(prefix)#atproto_pds","type":"AtprotoPersonalDataServer","serviceEndpoint":"https://pds.example/"},"##
                + ##"{"id":"#atproto_pds","type":"AtprotoPersonalDataServer","serviceEndpoint":"https://second.example"}"##
            let read = try #require(DIDDocument(json: document(id, service: entry)))
            #expect(read.server == "https://pds.example")
            #expect(read.handle == Handle("alice.example") && read.claims(handle))
            #expect(read.signingKey?.curve == .p256)
        }
    }

    @Test("another DID's document, another's service and an address with more than a host count for nothing")
    func strange() throws {
        let id = "did:plc:7iza6de2dwap2sbkpav7c6c6"
        let kind = ##""type":"AtprotoPersonalDataServer""##
        #expect(DIDDocument(json: document(id, service: "{}"), expected: DID("did:plc:other")) == nil)
        for entry in [
            ##"{"id":"did:plc:x#atproto_pds",\##(kind),"serviceEndpoint":"https://a.example"}"##,
            ##"{"id":"#atproto_pds","type":"Other","serviceEndpoint":"https://a.example"}"##,
            ##"{"id":"#atproto_pds",\##(kind),"serviceEndpoint":"ftp://a.example"}"##,
            ##"{"id":"#atproto_pds",\##(kind),"serviceEndpoint":"https://u@a.example"}"##,
            ##"{"id":"#atproto_pds",\##(kind),"serviceEndpoint":"https://a.example/path"}"##,
            ##"{"id":"#atproto_pds",\##(kind),"serviceEndpoint":{"uri":"https://a.example"}}"##,
            ##"{"id":"#atproto_pds",\##(kind),"serviceEndpoint":"https://"}"##,
        ] {
            let read = try #require(DIDDocument(json: document(id, service: entry)))
            #expect(read.server == nil, "\(entry)")
        }
        #expect(DIDDocument(json: Array("[]".utf8)) == nil)
    }

    @Test("a session token tells its end, and what is no token tells nothing")
    func claims() {
        let payload = Base64Text.encode(
            Array(#"{"exp":1795428000,"scope":"com.atproto.appPass","sub":"did:plc:abc"}"#.utf8), forURL: true)
        let claims = SessionClaims(token: "e30.\(payload).c2ln")
        #expect(
            claims?.expires == 1_795_428_000 && claims?.scope == "com.atproto.appPass"
                && claims?.subject == DID("did:plc:abc"))
        for token in ["", "a.b", "a.b.c", "e30.e30", "e30.!!.x", "e30.W10.x"] {
            #expect(SessionClaims(token: token) == nil)
        }
    }
}
