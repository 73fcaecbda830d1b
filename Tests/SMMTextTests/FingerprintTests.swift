import SMMText
import Testing

@Suite struct FingerprintTests {
    private static func of(
        _ text: String, account: String = "acc_42", kind: String = "publish", media: [String] = [],
        parent: String? = nil
    ) -> Fingerprint {
        Fingerprint(account: account, text: text, media: media, replyTo: parent, kind: kind)
    }

    @Test("the same text in another form, and media in another order, make the same fingerprint")
    func equals() {
        #expect(Self.of("Café \r\nopen\n") == Self.of("Cafe\u{301}\nopen"))
        #expect(Self.of("x", media: ["aa", "bb"]) == Self.of("x", media: ["bb", "aa"]))
        #expect(Self.of("x").hashValue == Self.of("x ").hashValue)
    }

    @Test("each field counts, and none runs over into the next")
    func differences() {
        let all = [
            Self.of("x"), Self.of("y"), Self.of("x", account: "acc_43"), Self.of("x", kind: "reply"),
            Self.of("x", media: ["aa"]), Self.of("x", media: ["aa", "aa"]), Self.of("x", media: ["aaaa"]),
            Self.of("x", parent: ""), Self.of("x", parent: "aa"), Self.of("xaa"), Self.of("xa", parent: "a"),
        ]
        #expect(Set(all).count == all.count)
    }

    @Test("the layout is the one that stored fingerprints were made with")
    func frozen() {
        // printf 'smm1' + LE64(6)'acc_42' + LE64(7)'publish' + LE64(2)'Hi' + LE64(1) + LE64(2)'aa' + LE64(1) + LE64(1)'p'
        let value = Self.of("Hi", media: ["aa"], parent: "p")
        #expect(value.hex == "edade6d2b1dfedcfac8b61a0e757b28bccc87bda0b6e493cd7862c4990be3394")
        #expect(Fingerprint(bytes: value.bytes) == value)
        #expect(Fingerprint(bytes: [1, 2, 3]) == nil)
        #expect(value.bytes.count == 32)
        #expect(value.description == value.hex)
    }
}
