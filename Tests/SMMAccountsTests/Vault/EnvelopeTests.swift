import SMMAccounts
import SMMModel
import Testing

@Suite("Credentials under seal")
struct EnvelopeTests {
    private let key = VaultKey.random()
    private let secrets = ["access": Secret("token-1"), "refresh": Secret("token-2")]

    private func context(
        account: Int64 = 1, brand: Int64 = 2, platform: String = "chat", version: Int64 = 1
    ) -> SealContext {
        SealContext(
            account: AccountID(rawValue: account), brand: BrandID(rawValue: brand), platform: platform,
            version: version)
    }

    @Test("what was sealed opens again, and only in its own place")
    func places() throws {
        let sealed = try Envelope.seal(secrets, for: context(), with: key)
        let opened = try Envelope.open(sealed, for: context(), with: KeyRing(key))
        #expect(opened == secrets)
        for other in [
            context(account: 3), context(brand: 3), context(platform: "chan"), context(version: 2),
        ] {
            #expect(throws: VaultFailure.self) { try Envelope.open(sealed, for: other, with: KeyRing(key)) }
        }
    }

    private func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.utf8.compactMap(Hex.digit)
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// Made by another library (Python's cryptography 48, AESGCM and hmac): key 00…1f, data key 20…3f, nonces 64…6f and
    /// 70…7b, and as data beside it "smmd credential 1", brand, account, platform, version and field with NUL between.
    @Test("what another program sealed by AES-256-GCM opens, and its key has the id another program gives it")
    func knownAnswer() throws {
        let key = try #require(VaultKey(bytes: [UInt8](0..<32)))
        #expect(key.id == "d0761342242b023c")
        let sealed = SealedCredential(
            keyID: key.id,
            wrappedKey: bytes(
                "6465666768696a6b6c6d6e6f683afc455dcc70b9164b75c3f64844d272f33439bf59c5459fe89673c79e9b77"
                    + "2540ce7b802213f347094b54029e219a"),
            secrets: [
                "access": bytes("707172737475767778797a7b1dbdd4001401a973190c698021c4f431553aee2c9b39a260e2")
            ])
        let opened = try Envelope.open(sealed, for: context(version: 3), with: KeyRing(key))
        #expect(opened == ["access": Secret("tökén-1")])
    }

    @Test("a secret does not open under another secret's name")
    func names() throws {
        var sealed = try Envelope.seal(secrets, for: context(), with: key)
        (sealed.secrets["access"], sealed.secrets["refresh"]) = (sealed.secrets["refresh"], sealed.secrets["access"])
        #expect(throws: VaultFailure.self) { try Envelope.open(sealed, for: context(), with: KeyRing(key)) }
    }

    @Test("no changed byte of a seal is accepted")
    func damage() throws {
        let sealed = try Envelope.seal(["access": Secret("t")], for: context(), with: key)
        let ring = KeyRing(key)
        for place in sealed.wrappedKey.indices {
            var broken = sealed
            broken.wrappedKey[place] ^= 1
            #expect(throws: VaultFailure.self) { try Envelope.open(broken, for: context(), with: ring) }
        }
        let bytes = try #require(sealed.secrets["access"])
        for place in bytes.indices {
            var broken = sealed
            broken.secrets["access"]?[place] ^= 1
            #expect(throws: VaultFailure.self) { try Envelope.open(broken, for: context(), with: ring) }
        }
        for count in bytes.indices {
            var broken = sealed
            broken.secrets["access"] = Array(bytes.prefix(count))
            #expect(throws: VaultFailure.self) { try Envelope.open(broken, for: context(), with: ring) }
        }
    }

    @Test("without its key it is locked, and the failure names the key")
    func locked() throws {
        let sealed = try Envelope.seal(secrets, for: context(), with: key)
        let failure = #expect(throws: VaultFailure.self) {
            try Envelope.open(sealed, for: context(), with: KeyRing(.random()))
        }
        #expect(failure?.code == .locked)
        #expect(failure?.message.contains(key.id) == true)
    }

    @Test("wrapped anew it opens under the new key alone, and the secrets' bytes stay")
    func rewrapped() throws {
        let fresh = VaultKey.random()
        let sealed = try Envelope.seal(secrets, for: context(), with: key)
        let again = try Envelope.rewrap(sealed, for: context(), from: KeyRing(key), to: fresh)
        #expect(again.secrets == sealed.secrets)
        let opened = try Envelope.open(again, for: context(), with: KeyRing(fresh))
        #expect(opened == secrets)
        #expect(throws: VaultFailure.self) { try Envelope.open(again, for: context(), with: KeyRing(key)) }
    }

    @Test("nothing and an empty secret are not sealed")
    func empty() {
        for secrets in [[:], ["access": Secret("")], ["access": Secret("a"), "refresh": Secret("")]] {
            let failure = #expect(throws: VaultFailure.self) {
                try Envelope.seal(secrets, for: context(), with: key)
            }
            #expect(failure?.code == .empty)
        }
    }

    @Test("the same secret is never sealed to the same bytes")
    func fresh() throws {
        let one = try Envelope.seal(secrets, for: context(), with: key)
        let two = try Envelope.seal(secrets, for: context(), with: key)
        #expect(one.wrappedKey != two.wrappedKey)
        #expect(one.secrets["access"] != two.secrets["access"])
    }
}
