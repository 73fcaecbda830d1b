import SMMAPI
import SMMAccounts
import SMMModel

extension Handlers {
    func brands(_ inquiry: Inquiry) async throws -> Reply {
        let (service, call, views) = (controls.brands, inquiry.call, views)
        switch inquiry.route.id {
        case .listBrands:
            return try inquiry.answer(all: try await service.list(call.principal).map(views.brand))
        case .createBrand:
            let body = try inquiry.decode(CreateBrand.self)
            let draft = BrandDraft(
                name: body.name, title: body.title, zone: body.zone, language: body.language, colour: body.colour)
            let made = try await service.create(call.principal, draft, call.options) {
                try Rendering.text(views.brand($0))
            }
            return try .creation(made, view: views.brand)
        case .showBrand:
            return try .json(views.brand(try await service.show(call.principal, inquiry.parameter)))
        case .editBrand:
            let body = try inquiry.decode(EditBrand.self)
            let change = BrandChange(
                name: body.name, title: body.title, zone: body.zone, language: body.language, colour: body.colour)
            return try .json(
                views.brand(
                    try await service.edit(call.principal, inquiry.parameter, change, dryRun: call.isDryRun)))
        default: throw UnhandledRoute(route: inquiry.route.id)
        }
    }

    func accounts(_ inquiry: Inquiry) async throws -> Reply {
        let (service, call, views, reference) = (controls.accounts, inquiry.call, views, inquiry.reference)
        switch inquiry.route.id {
        case .listPlatforms:
            return try inquiry.answer(all: service.platforms().map(views.platform))
        case .listAccounts:
            let query = try AccountQuery(inquiry.query)
            return try inquiry.answer(
                all: try await service.list(call.principal, brand: query.brand, platform: query.platform)
                    .map(views.account))
        case .createAccount:
            let body = try inquiry.decode(CreateAccount.self)
            let draft = AccountDraft(
                brand: body.brand, platform: body.platform, name: body.name, settings: body.settings ?? [:])
            let made = try await service.create(call.principal, draft, call.options) {
                try Rendering.text(views.account($0))
            }
            return try .creation(made, view: views.account)
        case .showAccount:
            return try .json(
                views.account(try await service.show(call.principal, reference.text, brand: reference.brand)))
        case .editAccount:
            let body = try inquiry.decode(EditAccount.self)
            let change = AccountChange(name: body.name, settings: body.settings ?? [:])
            return try .json(
                views.account(
                    try await service.edit(
                        call.principal, reference.text, brand: reference.brand, change, dryRun: call.isDryRun)))
        case .removeAccount:
            let removal = try await controls.connections.remove(
                call.principal, reference.text, brand: reference.brand, isDryRun: call.isDryRun)
            var view = views.account(removal.account)
            if !removal.remarks.isEmpty { view.remarks = removal.remarks }
            return try .json(view)
        case .showSlots: return try .json(try await controls.slots.show(call, reference))
        case .setSlots:
            return try .json(try await controls.slots.set(call, reference, try inquiry.decode(SetSlots.self)))
        default: throw UnhandledRoute(route: inquiry.route.id)
        }
    }

    func groups(_ inquiry: Inquiry) async throws -> Reply {
        let (service, call, views, reference) = (controls.groups, inquiry.call, views, inquiry.reference)
        switch inquiry.route.id {
        case .listGroups:
            return try inquiry.answer(
                all: try await service.list(call.principal, brand: reference.brand).map(views.group))
        case .createGroup:
            let body = try inquiry.decode(CreateGroup.self)
            let draft = GroupDraft(brand: body.brand, name: body.name, accounts: body.accounts ?? [])
            let made = try await service.create(call.principal, draft, call.options) {
                try Rendering.text(views.group($0))
            }
            return try .creation(made, view: views.group)
        case .showGroup:
            return try .json(
                views.group(try await service.show(call.principal, reference.text, brand: reference.brand)))
        case .changeMembers:
            let body = try inquiry.decode(ChangeMembers.self)
            return try .json(
                views.group(
                    try await service.changeMembers(
                        call.principal, reference.text, brand: reference.brand, add: body.add ?? [],
                        remove: body.remove ?? [], dryRun: call.isDryRun)))
        case .deleteGroup:
            return try .json(
                views.group(
                    try await service.delete(
                        call.principal, reference.text, brand: reference.brand, dryRun: call.isDryRun)))
        default: throw UnhandledRoute(route: inquiry.route.id)
        }
    }
}
