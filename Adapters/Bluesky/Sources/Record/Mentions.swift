import SMMAdapterKit
import SMMModel

/// Turns what a text names into facets; a mention of nobody stays plain text.
struct Mentions: Sendable {
    let seat: Seat
    let caller: Caller

    /// The most different names that are looked up for one text.
    private static let maximumNames = 50

    /// The facets of `text`, in order.
    func facets(of text: String) async throws(Refusal) -> [Facet] {
        let references = References(seat: seat, caller: caller)
        var known: [String: String?] = [:]
        var facets: [Facet] = []
        for span in TextSpan.find(in: text) {
            switch span.kind {
            case .link: facets.append(Facet(bytes: span.bytes, feature: .link(span.value)))
            case .tag: facets.append(Facet(bytes: span.bytes, feature: .tag(span.value)))
            case .mention:
                let name = span.value.lowercased()
                if known[name] == nil, known.count < Self.maximumNames, Identifier.handle(name) != nil {
                    known[name] = .some(try await references.did(of: name))
                }
                guard let did = known[name] ?? nil else { continue }
                facets.append(Facet(bytes: span.bytes, feature: .mention(did)))
            }
        }
        return facets
    }
}
