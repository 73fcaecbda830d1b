import SMMAdapterKit
import SMMAtproto
import SMMModel

/// Finds an account's DID, document and server (AT Protocol, "Handle" and "DID"; fact sheet section 5, "Identity").
///
/// A handle is looked up in DNS, then at its own site, then at a server, which can have asked either.
struct Discovery: Sendable {
    /// Sends and reads.
    let caller: Caller
    /// Asks DNS.
    let records: any TextRecordLookup
    /// The server asked for handles.
    let resolver: ServerAddress
    /// The directory of `did:plc`.
    let directory: ServerAddress

    /// Who `identifier` is, verified in both directions.
    func find(_ identifier: Identifier) async throws(ConnectStop) -> Identity {
        switch identifier {
        case .handle(let handle):
            let did = try await did(of: handle)
            return try await identity(of: did, called: handle)
        case .did(let did):
            let (document, handle) = try await claim(of: did)
            guard try await self.did(of: handle, expected: did) == did else { throw Self.mismatch(handle, did) }
            return try identity(did, handle, document)
        }
    }

    /// What the document of `did` says by now: the server, and the handle it claims; nil for what cannot be used.
    func present(_ did: String) async throws(ConnectStop) -> (pds: ServerAddress?, handle: String?) {
        let document = try await document(of: did)
        return (document.server.flatMap { ServerAddress(exactly: $0) }, Self.claimed(document))
    }

    /// Whether `handle` leads to `did`, as far as it can be found out now.
    func leads(_ handle: String, to did: String) async -> HandleLead {
        do throws(ConnectStop) {
            return try await self.did(of: handle, expected: did) == did ? .account : .elsewhere
        } catch {
            switch error {
            case .refused: return .elsewhere
            case .later(_, let failure): return failure.code == Self.dnsSilent ? .disputed(failure) : .unknown
            }
        }
    }

    private func identity(of did: String, called handle: String) async throws(ConnectStop) -> Identity {
        let (document, claimed) = try await claim(of: did)
        guard claimed == handle else { throw Self.mismatch(handle, did) }
        return try identity(did, handle, document)
    }

    private func identity(
        _ did: String, _ handle: String, _ document: DIDDocument
    ) throws(ConnectStop) -> Identity {
        guard let pds = document.server.flatMap({ ServerAddress(exactly: $0) }) else {
            throw .refused(
                .invalid(
                    "server-not-usable", "The account's document names no server that can be used.",
                    given: document.server, allowed: "an https address without a path"))
        }
        return Identity(did: did, handle: handle, pds: pds.origin)
    }

    /// The document of `did` with the handle it claims.
    private func claim(of did: String) async throws(ConnectStop) -> (DIDDocument, String) {
        let document = try await document(of: did)
        guard let handle = Self.claimed(document) else {
            throw .refused(
                .invalid(
                    "identity-mismatch", "The account's document claims no handle that can be used.", given: did,
                    next: "Set the account's handle on its server, and try again."))
        }
        return (document, handle)
    }

    private static func claimed(_ document: DIDDocument) -> String? {
        document.alsoKnownAs.lazy.filter { $0.hasPrefix("at://") }
            .compactMap { Identifier.handleText(String($0.dropFirst(5))) }.first
    }

    /// The DID a handle stands for: DNS first, whose word goes before that of the handle's own site, then the server.
    ///
    /// While DNS cannot be asked, nothing else is believed to say that the handle does not lead to `expected`: its record
    /// would go before that. Where it never answers, a person must know what was said.
    private func did(of handle: String, expected: String? = nil) async throws(ConnectStop) -> String {
        let texts = await records.texts(of: "_atproto." + handle)
        if let did = Self.did(in: texts ?? []) { return did }
        guard texts == nil, let expected else { return try await didWithoutRecords(of: handle).did }
        let said: (did: String, by: String)
        do throws(ConnectStop) {
            said = try await didWithoutRecords(of: handle)
        } catch {
            guard case .refused = error else { throw error }
            throw Self.disputed(handle, "neither its own site nor \(resolver.authority) knows it")
        }
        guard said.did == expected else { throw Self.disputed(handle, "\(said.by) says that it is \(said.did)") }
        return said.did
    }

    /// The DID by the word of the handle's own site, or of the server.
    private func didWithoutRecords(of handle: String) async throws(ConnectStop) -> (did: String, by: String) {
        if let did = await siteSays(handle) { return (did, "its own site") }
        let request = XRPC(resolver.origin).query("com.atproto.identity.resolveHandle", [("handle", handle)])
        do throws(Refusal) {
            let answer = try await caller.call(request)
            guard let did = answer.json["did"]?.string, Identifier.isDID(did) else { throw caller.unreadable(answer) }
            return (did, resolver.authority)
        } catch {
            throw .by(error, Self.unknown(handle, asked: resolver))
        }
    }

    /// What the text records of `_atproto.HANDLE` say; nil for anything but one DID: records that contradict each other
    /// prove nothing (AT Protocol, "Handle").
    private static func did(in texts: [String]) -> String? {
        let said = Set(texts.filter { $0.hasPrefix("did=") }.map { String($0.dropFirst(4)) })
        guard said.count == 1, let did = said.first, Identifier.isDID(did) else { return nil }
        return did
    }

    /// What `https://HANDLE/.well-known/atproto-did` says; nil for anything but a DID, since TXT records are as good.
    private func siteSays(_ handle: String) async -> String? {
        let request = HTTPRequest(
            method: "GET", url: "https://\(handle)/.well-known/atproto-did",
            headers: [HTTPField("Accept", "text/plain")],
            deadline: .seconds(15), maximumResponse: 8192)
        guard let response = try? await caller.transport.send(request), (200...299).contains(response.status) else {
            return nil
        }
        let text = String(decoding: response.body, as: UTF8.self).filter { !$0.isWhitespace }
        return Identifier.isDID(text) ? text : nil
    }

    private func document(of did: String) async throws(ConnectStop) -> DIDDocument {
        guard let url = Identifier.documentURL(of: did, directory: directory) else {
            throw .refused(
                .invalid(
                    "did-not-usable", "The account is named in a way that cannot be looked up.", given: did,
                    allowed: "did:plc and did:web"))
        }
        let request = HTTPRequest(
            method: "GET", url: url, headers: [HTTPField("Accept", "application/did+ld+json, application/json")],
            deadline: .seconds(30), maximumResponse: 1 << 20)
        do throws(Refusal) {
            let answer = try await caller.call(request)
            guard let wanted = DID(did),
                let document = DIDDocument(json: answer.response.body, expected: wanted)
            else { throw caller.unreadable(answer) }
            return document
        } catch {
            throw .by(
                error,
                .invalid(
                    "did-not-found", "The account's document cannot be found.", given: did,
                    next: "Check the name; an account that was deleted has none."))
        }
    }

    private static func mismatch(_ handle: String, _ did: String) -> ConnectStop {
        .refused(
            .invalid(
                "identity-mismatch", "The handle and the account's document do not name each other.",
                given: "\(handle) and \(did)", allowed: "a handle that its account also claims",
                next: "Set the handle again on the account's server, or give the DID's present handle."))
    }

    /// The code of ``disputed(_:_:)``.
    private static let dnsSilent = "dns-silent"

    private static func disputed(_ handle: String, _ said: String) -> ConnectStop {
        .later(
            after: nil,
            Failure(
                dnsSilent,
                "DNS did not answer where \(handle) leads, which goes before any other word; \(said). If that stays so, "
                    + "set the handle again on the account's server, or repair DNS on this machine."))
    }

    private static func unknown(_ handle: String, asked server: ServerAddress) -> Problem {
        .invalid(
            "handle-not-found",
            "No account is called that: neither DNS, its own site nor \(server.authority) knows it.",
            given: handle, allowed: "a handle such as name.example.com, a DID, or the address of a profile",
            next: "Check the spelling, or name the account's own server with --set server=URL.")
    }
}
