/// The Mastodon API's OpenAPI document as a contract, with what is right though the document does not know it.
///
/// The document is unofficial (made from Mastodon's documentation) and narrower than the servers.
package enum MastodonContract {
    /// Rails' conventions: arrays in brackets; JSON, form and multipart are the same.
    package static let conventions = ContractConventions(arrays: .brackets, equatesBodies: true)

    /// A contract of the document's bytes, for a server of one of ``FakeMastodonRules/profiles``; with its own fields where
    /// it knows more than Mastodon does.
    ///
    /// - Throws: `OpenAPIError` when they are no OpenAPI document.
    package static func make(_ bytes: [UInt8], for profile: String = "mastodon") throws(OpenAPIError)
        -> OpenAPIContract
    {
        OpenAPIContract(
            try OpenAPIDocument(bytes), conventions: conventions,
            deviations: deviations + (extensions[profile] ?? []))
    }

    /// A contract of GoToSocial's own document, a Swagger 2.0 one.
    ///
    /// - Throws: `OpenAPIError` when it is none.
    package static func goToSocial(_ document: FakeJSON) throws(OpenAPIError) -> OpenAPIContract {
        // Its names carry their brackets themselves.
        OpenAPIContract(
            try SwaggerDocument.openAPI(document),
            conventions: ContractConventions(arrays: .repeated, equatesBodies: true), deviations: goToSocialDeviations)
    }

    /// Departures that are right on any server.
    package static let deviations = mistakes + oauth

    private static let create = "POST /api/v1/statuses"
    private static let edit = "PUT /api/v1/statuses/{id}"
    private static let token = "POST /oauth/token"

    /// Where the document is wrong about Mastodon itself.
    private static let mistakes = [
        ContractDeviation(
            "header.Idempotency-Key", in: create, kind: .type,
            because: "The document calls the field an object; it is any text."),
        ContractDeviation(
            "body", in: create, kind: .ambiguous,
            because: "A status with text and media fits two of the document's alternatives, and is right."),
        ContractDeviation(
            "body.media_attributes*", in: edit, kind: .undeclared,
            because: "The document has the name with its brackets and takes the elements for texts."),
        ContractDeviation(
            "body.fields_attributes", in: "PATCH /api/v1/accounts/update_credentials", kind: .type,
            because: "Rails takes an array of pairs as well as an object with numbered members."),
        ContractDeviation(
            "body.redirect_uris", in: "POST /api/v1/apps", kind: .type,
            because: "One text with an address a line is taken, and is all that servers before 4.3 take."),
        ContractDeviation(
            "answer*", kind: .ambiguous,
            because: "A quote fits the document's Quote and ShallowQuote alike: neither demands what tells them apart."),
        ContractDeviation(
            "query.supported_types", kind: .undeclared, because: "Newer than some versions of the document."),
    ]

    /// The document knows one way to get a token.
    private static let oauth = [
        ContractDeviation(
            "body.code", in: token, kind: .missing, because: "Only the grant authorization_code has a code."),
        ContractDeviation(
            "body.redirect_uri", in: token, kind: .missing,
            because: "Only the grant authorization_code has a redirect."),
        ContractDeviation(
            "body.refresh_token", in: token, kind: .undeclared,
            because: "Pleroma and Pixelfed give tokens that end, and take this grant (fact sheet sections 3 and 4)."),
    ]

    /// What a server knows beyond Mastodon, field by field: allowed where a request goes to one of that profile alone.
    package static let extensions: [String: [ContractDeviation]] = [
        "pleroma": own(
            ["content_type", "preview", "expires_in", "to", "in_reply_to_conversation_id"], of: "Pleroma",
            section: 3) + [
                ContractDeviation(
                    "body.visibility", in: create, kind: .value,
                    because: "Pleroma has local and lists beside the four (fact sheet section 3).")
            ],
        "pixelfed": own(["place_id", "collection_ids", "comments_disabled"], of: "Pixelfed", section: 4),
    ]

    private static func own(_ names: [String], of server: String, section: Int) -> [ContractDeviation] {
        names.map {
            ContractDeviation(
                "body.\($0)*", in: create, kind: .undeclared,
                because: "\(server) knows it, others drop it (fact sheet section \(section)).")
        }
    }

    /// Where GoToSocial's document leaves out what the server knows, or what a server without it passes over.
    private static let goToSocialDeviations =
        [
            ("POST /oauth/token", "The document leaves the sign-in to another page of the documentation."),
            ("GET /.well-known/oauth-authorization-server", "Asked of every server; a 404 is an answer."),
            (
                "GET /api/v1/statuses",
                "Several statuses at once: asked once, and where it is not there they are asked for one by one."
            ),
        ].map { ContractDeviation("path", in: $0.0, kind: .route, because: $0.1) } + [
            ContractDeviation(
                "query.since_id", in: "GET /api/v1/accounts/{id}/statuses", kind: .undeclared,
                because: "Where it is passed over, the boundary is looked for in what comes."),
            ContractDeviation(
                "body.media_attributes*", in: edit, kind: .undeclared,
                because: "The server reads them from an edit; the document has only its form's other fields."),
        ]
}
