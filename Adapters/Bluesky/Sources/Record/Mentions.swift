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
    func facets(of text: String, _ notes: inout Notes) async throws(Refusal) -> [RecordFacet] {
        var known: [String: String?] = [:]
        var facets: [RecordFacet] = []
        for facet in FacetFinder(text).find() {
            switch facet.feature {
            case .link(let uri): facets.append(RecordFacet(bytes: facet.bytes, feature: .link(uri)))
            case .tag(let tag): facets.append(RecordFacet(bytes: facet.bytes, feature: .tag(tag)))
            case .mention(let written):
                guard let handle = Identifier.handleText(written) else { continue }
                if known[handle] == nil, known.count < Self.maximumNames {
                    known[handle] = .some(try await did(of: handle, &notes))
                }
                guard let did = known[handle] ?? nil else { continue }
                facets.append(RecordFacet(bytes: facet.bytes, feature: .mention(did)))
            }
        }
        return facets
    }

    /// The DID of a handle; nil when nobody is called that, and when it could not be looked up a second time.
    ///
    /// A name is looked up by whoever keeps it, and may fail for as long as that one does: it must not hold the post. The
    /// first failure is noted and everything is tried once more. A server that is not reached at all is no failure of the
    /// name: nothing can be posted there either.
    private func did(of handle: String, _ notes: inout Notes) async throws(Refusal) -> String? {
        do throws(Refusal) {
            return try await References(seat: seat, caller: caller).did(of: handle)
        } catch {
            guard case .again = error.kind, !error.progress.nothingSent else { throw error }
            if notes[Notes.Name.mentions] != nil { return nil }
            try await notes.keep(Notes.Name.mentions, "tried")
            throw error
        }
    }
}
