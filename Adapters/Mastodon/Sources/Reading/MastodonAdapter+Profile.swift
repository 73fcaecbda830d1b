package import SMMAdapterKit
package import SMMModel

extension MastodonAdapter: ReadsProfile {
    /// The account's own profile with its counts.
    package func profile(of account: AccountProfile, in context: AdapterContext) async -> ReadResult<RemoteProfile> {
        do {
            let session = try session(account, context)
            let answer = try await session.ask(session.verification)
            guard let reading = AccountReading(answer.body) else {
                return .askAgain(after: nil, reason: outcomes.failure(of: answer.response))
            }
            return .read(
                reading.profile(domain: Self.domain(account, session)), budget: session.budget(answer.response))
        } catch {
            return error.reading()
        }
    }

    /// The name behind the second `@` of the server's own accounts.
    static func domain(_ account: AccountProfile, _ session: ServerSession) -> String {
        let handle = account.facts[AccountFact.handle] ?? ""
        guard let at = handle.lastIndex(of: "@"), at != handle.startIndex else { return session.server.authority }
        return String(handle[handle.index(after: at)...])
    }
}

extension MastodonAdapter: UpdatesProfile {
    /// Writes what the change has; everything else stays.
    package func update(
        _ change: ProfileChange, of account: AccountProfile, in context: AdapterContext
    ) async -> AttemptResult {
        do {
            let session = try session(account, context)
            let request = try await request(change, account, session, context)
            return await act(request, scope: "write:accounts", session, account, context) { response in
                AccountReading(JSONValue(bytes: response.body)).map { Receipt(remoteID: $0.id, url: $0.url) }
            }
        } catch {
            return AttemptResult(error.attempting)
        }
    }

    /// Pictures need a form; without them the body is JSON.
    private func request(
        _ change: ProfileChange, _ account: AccountProfile, _ session: ServerSession, _ context: AdapterContext
    ) async throws(Obstacle) -> HTTPRequest {
        if let fields = change.fields, let most = context.manifest.limits.maximumProfileFields, fields.count > most {
            throw .refused(Failure("fields-too-many", "The server takes at most \(most) fields in a profile."))
        }
        let path = "/api/v1/accounts/update_credentials"
        guard change.avatar != nil || change.header != nil else {
            return session.json("PATCH", path, Self.json(change), isIdempotent: true)
        }
        var form = MultipartForm(
            boundary: Boundary.text([change.avatar?.sha256 ?? "", change.header?.sha256 ?? "", account.id.description]))
        if let name = change.name { form.add("display_name", name) }
        if let about = change.about { form.add("note", about) }
        for (index, field) in Self.pairs(change.fields).enumerated() {
            form.add("fields_attributes[\(index)][name]", field.name)
            form.add("fields_attributes[\(index)][value]", field.value)
        }
        for case (let name, let medium?) in [("avatar", change.avatar), ("header", change.header)] {
            let content: HTTPBody
            do {
                content = try await context.media.body(of: medium)
            } catch {
                throw .refused(error)
            }
            form.add(name, file: "\(name).\(medium.type.range(after: "/"))", type: medium.type, content: content)
        }
        return session.request(
            "PATCH", path, headers: [HTTPField("Content-Type", form.contentType)], body: form.body, isIdempotent: true,
            deadline: .minutes(10))
    }

    private static func json(_ change: ProfileChange) -> JSONValue {
        var members: [String: JSONValue] = [:]
        if let name = change.name { members["display_name"] = .string(name) }
        if let about = change.about { members["note"] = .string(about) }
        if change.fields != nil {
            var fields: [String: JSONValue] = [:]
            for (index, field) in pairs(change.fields).enumerated() {
                fields[String(index)] = .object(["name": .string(field.name), "value": .string(field.value)])
            }
            members["fields_attributes"] = .object(fields)
        }
        return .object(members)
    }

    /// To empty all fields, one without a name is sent: an empty list would change nothing.
    private static func pairs(_ fields: [RemoteProfile.Field]?) -> [RemoteProfile.Field] {
        guard let fields else { return [] }
        return fields.isEmpty ? [RemoteProfile.Field("", "")] : fields
    }
}
