import SMMAdapterKit

/// Reads the parameters a `Link` header's address carries (RFC 8288): pages are followed by the server's own values.
enum LinkHeader {
    /// The value of query parameter `name` in the address whose `rel` is `relation`; nil when there is none or it is no
    /// plain id.
    static func parameter(_ name: String, relation: String, in response: HTTPResponse) -> String? {
        for header in response.values("link") where header.utf8.count <= 8192 {
            for item in header.split(separator: ",") where item.contains("rel=\"\(relation)\"") {
                guard let (_, after) = item.split(at: "<"), let (address, _) = after.split(at: ">"),
                    let (_, query) = address.split(at: "?")
                else { continue }
                for pair in query.split(separator: "&") {
                    let sides = pair.split(separator: "=", maxSplits: 1)
                    if sides.count == 2, sides[0] == name, RemoteID.isValid(String(sides[1])) {
                        return String(sides[1])
                    }
                }
            }
        }
        return nil
    }
}
