extension FakeMastodonRefusal {
    static let badBody = FakeMastodonRefusal(
        400, "The body cannot be read", "Der Inhalt ist nicht lesbar")
    static let notFound = FakeMastodonRefusal(404, "Record not found", "Eintrag nicht gefunden")
    static let outsideScopes = FakeMastodonRefusal(
        403, "This action is outside the authorized scopes", "Diese Aktion ist nicht freigegeben")
    static let userNeeded = FakeMastodonRefusal(
        422, "This method requires an authenticated user", "Dafür muss ein Konto angemeldet sein")
    static let disabled = FakeMastodonRefusal(
        403, "Your login is currently disabled", "Dein Konto ist derzeit deaktiviert")
    static let notAllowed = FakeMastodonRefusal(403, "This action is not allowed", "Diese Aktion ist nicht erlaubt")
    static let emptyStatus = FakeMastodonRefusal(
        403, "Empty statuses are not allowed", "Leere Beiträge sind nicht erlaubt")
    static let repeatedKey = FakeMastodonRefusal(
        400, "Duplicate idempotency key.", "Doppelter Schlüssel.")

    static func badField(_ name: String) -> FakeMastodonRefusal {
        FakeMastodonRefusal(
            400, "Parameter \(name) is missing or invalid", "Der Parameter \(name) fehlt oder ist ungültig")
    }

    static func badToken(_ rules: FakeMastodonRules) -> FakeMastodonRefusal {
        switch rules.badToken {
        case .unauthorised:
            FakeMastodonRefusal(401, "The access token is invalid", "Das Zugriffstoken ist ungültig")
        case .plainText: FakeMastodonRefusal(400, "Bad token", "Ungültiges Token", form: .text)
        }
    }

    static func invalid(
        _ rules: FakeMastodonRules, _ field: String, _ code: String, _ english: String, _ german: String
    ) -> FakeMastodonRefusal {
        FakeMastodonRefusal(
            rules.invalidStatus, "Validation failed: \(english)", "Gültigkeitsprüfung ist fehlgeschlagen: \(german)",
            details: [field: code])
    }

    static func missing(_ rules: FakeMastodonRules, _ how: FakeMastodonRules.Missing) -> FakeMastodonRefusal {
        switch how {
        case .notFound: .notFound
        case .invalid: .invalid(rules, "media_ids", "ERR_INVALID", "Media not found", "Medium nicht gefunden")
        case .page500: FakeMastodonRefusal(500, "Server error", "Serverfehler", form: .page)
        }
    }

    static func oauth(_ status: Int, _ code: String, _ english: String) -> FakeMastodonRefusal {
        FakeMastodonRefusal(status, english, "Die Anmeldung ist fehlgeschlagen.", oauth: code)
    }
}
