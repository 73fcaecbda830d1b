import SMMAPI
import SMMAccounts
import SMMAdapterKit
import SMMModel

extension Handlers {
    func connections(_ inquiry: Inquiry) async throws -> Reply {
        let (service, call, views, reference) = (controls.connections, inquiry.call, views, inquiry.reference)
        switch inquiry.route.id {
        case .connectAccount:
            let body = try inquiry.decode(ConnectAccount.self)
            let draft = ConnectDraft(
                account: AccountDraft(
                    brand: body.brand, platform: body.platform, name: body.name, settings: body.settings ?? [:]),
                redirect: body.redirect, answer: body.token.map { .token($0.secret) })
            return try .json(
                views.connection(try await service.begin(call.principal, draft, isDryRun: call.isDryRun)))
        case .continueConnection:
            let body = try inquiry.decode(ContinueConnection.self)
            if body.door == true, body.code == nil, body.token == nil, body.password == nil {
                return try .json(
                    views.connection(
                        try await service.proceedThroughDoor(
                            call.principal, inquiry.parameter, isDryRun: call.isDryRun)))
            }
            let answer = try Self.answer(body)
            return try .json(
                views.connection(
                    try await service.proceed(
                        call.principal, inquiry.parameter, answer, isDryRun: call.isDryRun)))
        case .reconnectAccount:
            let body = try inquiry.decode(ReconnectAccount.self)
            return try .json(
                views.connection(
                    try await service.reconnect(
                        call.principal, reference.text, brand: reference.brand, redirect: body.redirect,
                        answer: body.token.map { .token($0.secret) }, isDryRun: call.isDryRun)))
        case .checkAccount:
            return try .json(
                views.check(
                    try await service.check(
                        call.principal, reference.text, brand: reference.brand, isDryRun: call.isDryRun)))
        default: throw UnhandledRoute(route: inquiry.route.id)
        }
    }

    func vault(_ inquiry: Inquiry) async throws -> Reply {
        let (service, call, views) = (controls.vault, inquiry.call, views)
        switch inquiry.route.id {
        case .showVault: return try .json(views.vault(try await service.status(call.principal)))
        case .rotateVault:
            let body = try inquiry.decode(RotateVault.self)
            let rotation = try await service.rotate(
                call.principal, forgetsFormer: body.forgetFormer ?? false, isDryRun: call.isDryRun)
            return try .json(
                VaultRotationView(
                    current: rotation.current, new: rotation.isNewKey, rewrapped: rotation.rewrapped,
                    left: rotation.left, forgotten: rotation.forgotten))
        case .exportVault:
            let body = try inquiry.decode(ExportVault.self)
            return try .json(
                VaultExportView(
                    export: try await service.export(
                        call.principal, passphrase: body.passphrase.secret, isDryRun: call.isDryRun)))
        case .importVault:
            let body = try inquiry.decode(ImportVault.self)
            let taken = try await service.takeOver(
                call.principal, body.export, passphrase: body.passphrase.secret, isDryRun: call.isDryRun)
            return try .json(VaultImportView(opened: taken.opened, locked: taken.locked))
        default: throw UnhandledRoute(route: inquiry.route.id)
        }
    }

    private static func answer(_ body: ContinueConnection) throws(Problem) -> ConnectAnswer {
        switch (body.code, body.token, body.password) {
        case _ where body.door == true: break
        case (let code?, nil, nil): return .code(code.secret, state: body.state, issuer: body.issuer)
        case (nil, let token?, nil): return .token(token.secret)
        case (nil, nil, let password?): return .password(password.secret, factor: body.factor?.secret)
        default: break
        }
        throw Problem.invalid(
            "answer-unclear", "A connection goes on with one thing.", allowed: "one of code, token, password and door",
            next: "Send exactly one of them.")
    }
}
