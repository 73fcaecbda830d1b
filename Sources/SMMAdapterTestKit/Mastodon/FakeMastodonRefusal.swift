import SMMAdapterKit

/// A refusal by the fake server, before it is put into the server's own form.
struct FakeMastodonRefusal: Error {
    /// In what it is written, where that does not depend on the server's rules.
    enum Form {
        case usual
        case page
        case text
    }

    let status: Int
    let english: String
    let german: String
    /// What is wrong with which field: `ERR_TOO_LONG`, `ERR_BLANK`, ….
    var details: [String: String] = [:]
    /// The code of OAuth (RFC 6749, section 5.2), where it is one of its endpoints.
    var oauth: String?
    var form = Form.usual
    var headers: [HTTPField] = []

    init(
        _ status: Int, _ english: String, _ german: String, details: [String: String] = [:], oauth: String? = nil,
        form: Form = .usual, headers: [HTTPField] = []
    ) {
        self.status = status
        self.english = english
        self.german = german
        self.details = details
        self.oauth = oauth
        self.form = form
        self.headers = headers
    }

    /// The answer, as the server writes it.
    func response(_ rules: FakeMastodonRules) -> HTTPResponse {
        let text = rules.language == "de" ? german : english
        switch form {
        case .page: return page
        case .text:
            return HTTPResponse(
                status: status, headers: [HTTPField("Content-Type", "text/plain; charset=utf-8")] + headers,
                body: Array(text.utf8))
        case .usual:
            if rules.refusals == .html && oauth == nil { return page }
            var members = ["error": FakeJSON.string(oauth ?? text)]
            if oauth != nil { members["error_description"] = .string(text) }
            if !details.isEmpty {
                members["details"] = .object(
                    details.mapValues { code in
                        .array([.object(["error": .string(code), "description": .string(text)])])
                    })
            }
            return FakeReply.json(status, .object(members), headers: headers)
        }
    }

    private var page: HTTPResponse {
        var page = FakeReply.page(status)
        page.headers += headers
        return page
    }
}
