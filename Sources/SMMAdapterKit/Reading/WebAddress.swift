/// Checks addresses that platforms name for people to open.
package enum WebAddress {
    /// `text` where it is a web address of at most 2048 bytes without blanks, controls or anything that is not ASCII, so
    /// that nothing else is shown as a link or written to a terminal; nil otherwise.
    package static func checked(_ text: String) -> String? {
        guard text.utf8.count <= 2048, let host = ["https://", "http://"].first(where: text.hasPrefix),
            text.utf8.count > host.utf8.count, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return text
    }
}
