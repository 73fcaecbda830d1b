import SMMAdapterKit
import SMMModel
import SMMText

/// Turns what a text names into facets; a mention of nobody stays plain text.
struct Mentions: Sendable {
    let seat: Seat
    let caller: Caller

    /// The most different names that are looked up for one text.
    private static let maximumNames = 50

    /// The facets of `text`, in order.
    func facets(of text: String) async throws(Refusal) -> [RecordFacet] {
        let references = References(seat: seat, caller: caller)
        var known: [String: String?] = [:]
        var facets: [RecordFacet] = []
        for facet in FacetFinder(text).find() {
            switch facet.feature {
            case .link(let uri): facets.append(RecordFacet(bytes: facet.bytes, feature: .link(uri)))
            case .tag(let tag): facets.append(RecordFacet(bytes: facet.bytes, feature: .tag(tag)))
            case .mention(let written):
                guard let handle = Identifier.handleText(written) else { continue }
                if known[handle] == nil, known.count < Self.maximumNames {
                    known[handle] = .some(try await references.did(of: handle))
                }
                guard let did = known[handle] ?? nil else { continue }
                facets.append(RecordFacet(bytes: facet.bytes, feature: .mention(did)))
            }
        }
        return facets
    }
}
