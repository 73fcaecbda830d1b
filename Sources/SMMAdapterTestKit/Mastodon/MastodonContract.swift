/// The Mastodon API's OpenAPI document as a contract, with what is right though the document does not know it.
///
/// The document is unofficial (made from Mastodon's documentation) and narrower than the servers.
package enum MastodonContract {
    /// Rails' conventions: arrays in brackets; JSON, form and multipart are the same.
    package static let conventions = ContractConventions(arrays: .brackets, equatesBodies: true)

    /// A contract of the document's bytes; `isExtended` for servers that know more than Mastodon does.
    ///
    /// - Throws: `OpenAPIError` when they are no OpenAPI document.
    package static func make(_ bytes: [UInt8], isExtended: Bool = false) throws(OpenAPIError) -> OpenAPIContract {
        OpenAPIContract(
            try OpenAPIDocument(bytes), conventions: conventions,
            deviations: isExtended ? deviations + extensions : deviations)
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

    /// What only GoToSocial and Pleroma know: allowed where a request goes to one of them.
    package static let extensions =
        [
            "content_type", "local_only", "preview", "expires_in", "to", "in_reply_to_conversation_id",
            "interaction_policy",
        ]
        .map {
            ContractDeviation(
                "body.\($0)*", in: create, kind: .undeclared,
                because: "GoToSocial or Pleroma know it, others drop it (fact sheet sections 2 and 3).")
        } + [
            ContractDeviation(
                "body.visibility", in: create, kind: .value,
                because: "Pleroma has local and lists beside the four (fact sheet section 3)."),
            ContractDeviation(
                "query.local", kind: .undeclared,
                because: "GoToSocial's links carry parameters of their own, and links are followed as they are."),
        ]
}
