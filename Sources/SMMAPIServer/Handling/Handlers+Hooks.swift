import SMMAPI
import SMMAccounts
import SMMModel

extension Handlers {
    func hooks(_ inquiry: Inquiry) async throws -> Reply {
        let (service, call, views) = (controls.hooks, inquiry.call, views)
        switch inquiry.route.id {
        case .listHooks:
            let hooks = try await service.list(call.principal, brand: inquiry.query["brand"])
            return try inquiry.answer(
                PageResult(items: hooks.map { views.hook($0, url: service.url(of: $0)) }, next: nil))
        case .createHook:
            let body = try inquiry.decode(CreateHook.self)
            let (hook, secret) = try await service.create(
                call.principal, brand: body.brand, name: body.name, isDryRun: call.isDryRun)
            return try .json(views.hook(hook, url: service.url(of: hook), secret: secret))
        case .removeHook:
            let reference = inquiry.reference
            let hook = try await service.remove(
                call.principal, reference.text, brand: reference.brand, isDryRun: call.isDryRun)
            return try .json(views.hook(hook, url: service.url(of: hook)))
        default: throw UnhandledRoute(route: inquiry.route.id)
        }
    }
}
