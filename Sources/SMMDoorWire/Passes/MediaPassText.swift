import SMMModel

/// A pass with its signature, as it stands in an address: URL letters of Base64 without padding, one spelling only.
package struct MediaPassText: Sendable, Hashable {
    /// Bytes of a signature, HMAC-SHA256.
    package static let signatureLength = 32
    /// The most letters of one; whatever is longer is none.
    package static let longest = 160

    /// What it says.
    package var pass: MediaPass
    /// What vouches for it.
    package var signature: [UInt8]

    /// A signed pass.
    package init(pass: MediaPass, signature: [UInt8]) {
        self.pass = pass
        self.signature = signature
    }

    /// The letters.
    package var text: String { Base64Text.encode(pass.bytes + signature, forURL: true) }

    /// What these letters say; nil for what is none, or is one in another spelling: two addresses for one pass would be two
    /// things to remember.
    package init?(_ text: String) {
        guard text.utf8.count <= Self.longest, let bytes = Base64Text.decode(text, forURL: true),
            bytes.count > Self.signatureLength, let pass = MediaPass(Array(bytes.dropLast(Self.signatureLength)))
        else { return nil }
        self.init(pass: pass, signature: Array(bytes.suffix(Self.signatureLength)))
        guard self.text == text else { return nil }
    }
}
