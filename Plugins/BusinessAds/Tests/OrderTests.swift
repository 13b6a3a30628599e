import Foundation
import GRDB
import Testing

@testable import BusinessAds
@testable import PortalKit

/// Ads are ordered at published fees, paid, and shown in their place for their time (Art. 13).
@Suite struct OrderTests {
    private static let home = "\nhome:\n  - {block: business-ads.ads, width: full}"

    private func site(_ settings: [String: SettingValue] = [:]) async throws -> AdsSite {
        let site = try await AdsSite(settings, configuration: Self.home)
        try await site.setPrices()
        return site
    }

    @Test func theFeeIsThatOfTheDayOfTheOrder() async throws {
        let site = try await site()
        try await site.setPrices(700_000, from: "2027-01-01")
        let business = try await site.publish()
        let before = try await site.order(business, months: 3, paid: false)
        #expect(before.fee == 1_500_000)
        try site.go(to: "2027-01-02")
        #expect(try await site.order(business, months: 3, from: "2027-01-02", paid: false).fee == 2_100_000)
        #expect(try await site.order(before.id).fee == 1_500_000)
        let page = try await site.visitor().get("/doanh-nghiep/bang-gia")
        #expect(page.contains("2.100.000"))
        #expect(!page.contains("1.500.000"))
    }

    @Test func itIsShownOnlyPaidAndOnlyInItsTime() async throws {
        let site = try await site()
        let business = try await site.publish()
        let order = try await site.order(business, months: 1, from: "2026-11-26", paid: false)
        let visitor = site.visitor()
        func isShown() async throws -> Bool { try await visitor.get("/").contains("Ấm chén nung củi") }
        try site.go(to: "2026-11-26", "08:00")
        #expect(try await !isShown())
        let desk = OrderDesk(try site.context())
        try await site.write { try desk.pay(order.id, AdsSite.payment(300_000), in: $0) }
        #expect(try await !isShown())
        try await site.write { try desk.pay(order.id, AdsSite.payment(200_000), in: $0) }
        #expect(try await isShown())
        // Both ends are kept to the second, before any job has run.
        let paid = try await site.order(order.id)
        #expect(VietnamTime(paid.startsAt).isoDay == "2026-11-26")
        try site.go(to: "2026-12-25", "23:59")
        #expect(try await isShown())
        try site.go(to: "2026-12-26")
        #expect(try await !isShown())
        try await site.portal.runBackgroundWork()
        #expect(try await site.order(order.id).state == .ended)
        #expect(try await site.subjects().suffix(1) == ["Quảng cáo \(order.code) đã hết hạn"])
    }

    @Test func whoPaysLateLosesNothing() async throws {
        let site = try await site()
        let order = try await site.order(try await site.publish(), from: "2026-11-24", paid: false)
        try site.go(to: "2026-12-10", "10:00")
        let desk = OrderDesk(try site.context())
        try await site.write { try desk.pay(order.id, AdsSite.payment(500_000, on: "2026-12-10"), in: $0) }
        let paid = try await site.order(order.id)
        #expect(VietnamTime(paid.startsAt).isoDay == "2026-12-10")
        #expect(paid.lastDay.isoDay == "2027-01-09")
    }

    @Test func itWaitsForItsDay() async throws {
        let site = try await site()
        let order = try await site.order(try await site.publish(), from: "2026-11-30")
        #expect(try await !site.visitor().get("/").contains("Ấm chén nung củi"))
        try site.go(to: "2026-11-30")
        #expect(try await site.visitor().get("/").contains("Ấm chén nung củi"))
        try await site.portal.runBackgroundWork()
        #expect(try await site.order(order.id).state == .running)
        let next = try await site.read { try AdsJobs.nextTurn(after: VietnamTime(parsing: "2026-11-24")!.date, in: $0) }
        #expect(next == order.endsAt)
    }

    @Test func theBusinessIsToldOnceBeforeTheEnd() async throws {
        let site = try await site(["notice_days": .integer(5)])
        let order = try await site.order(try await site.publish())
        let subject = "Quảng cáo \(order.code) hết hạn ngày \(order.lastDay.dayText)"
        func notices() async throws -> Int { try await site.subjects().count { $0 == subject } }
        try await site.portal.runBackgroundWork()
        try site.go(to: "2026-12-17", "09:00")
        try await site.portal.runBackgroundWork()
        #expect(try await notices() == 0)
        for day in ["2026-12-19", "2026-12-20", "2026-12-21"] {
            try site.go(to: day, "09:00")
            try await site.portal.runBackgroundWork()
        }
        #expect(try await notices() == 1)
    }

    @Test func aSuspendedAdIsNotShownAndMayBeGivenItsDaysBack() async throws {
        let site = try await site()
        let order = try await site.order(try await site.publish())
        let officer = try await site.officer()
        let path = "\(AdsSite.admin)/don/\(order.id)"
        #expect(try await site.visitor().get("/").contains("Ấm chén nung củi"))
        #expect(try await officer.post("\(path)/viec/tam-dung", ["reason": ""]).status == 422)
        #expect(try await officer.post("\(path)/viec/tam-dung", ["reason": "Có khiếu nại"]).status == 303)
        #expect(try await !site.visitor().get("/").contains("Ấm chén nung củi"))
        #expect(try await officer.get(path).contains("Có khiếu nại"))
        site.clock.advance(by: .seconds(4 * 86_400))
        let later = try await site.officer()
        #expect(try await later.post("\(path)/viec/chay-lai", ["extend": "1"]).status == 303)
        #expect(try await site.visitor().get("/").contains("Ấm chén nung củi"))
        #expect(try await site.order(order.id).endsAt == order.endsAt.addingTimeInterval(4 * 86_400))
        #expect(try await later.post("\(path)/viec/huy", ["reason": "Doanh nghiệp xin thôi"]).status == 303)
        #expect(try await !site.visitor().get("/").contains("Ấm chén nung củi"))
        #expect(try await later.post("\(path)/viec/tam-dung", ["reason": "Nữa"]).status == 403)
    }

    @Test func anAdOfABusinessThatIsTakenDownIsNotShown() async throws {
        let site = try await site()
        let business = try await site.publish()
        let order = try await site.order(business)
        #expect(try await site.visitor().get("/").contains("Ấm chén nung củi"))
        let context = try site.context()
        try await site.write { change in
            let done = try context.workflow.advance(business.reference, by: "unpublish", reason: "Sai", in: change)
            try BusinessDesk(context).settle(done.item, in: change)
        }
        #expect(try await !site.visitor().get("/").contains("Ấm chén nung củi"))
        #expect(try await site.visitor().get("/doanh-nghiep/mo/\(order.id)").status == 404)
    }

    @Test func theOfficeOrdersAndRecordsMoney() async throws {
        let site = try await site()
        let business = try await site.publish()
        let officer = try await site.officer()
        let form = "\(AdsSite.admin)/\(business.id)/don/moi"
        #expect(try await officer.get(form).contains("Trang chủ, 3 tháng: 1.500.000 đồng"))
        let typed = [
            "price": "home/3", "starts_on": "2026-12-01", "headline": "Gốm nâu", "target": "website",
            "invoice_name": "HTX Gốm", "invoice_tax_code": "0100109106",
        ]
        #expect(try await officer.post(form, typed.merging(["price": "home/5"]) { $1 }).status == 422)
        #expect(try await officer.post(form, typed.merging(["starts_on": "2026-11-01"]) { $1 }).status == 422)
        let made = try await officer.post(form, typed)
        #expect(made.status == 303)
        let path = made.location
        let money = ["paid_on": "2026-11-24", "method": "cash", "receipt": "BL02"]
        for (amount, status) in [
            ("2.000.000", 422), ("-5", 422), ("1.000.000", 303), ("500.001", 422), ("500000", 303),
        ] {
            let answer = try await officer.post("\(path)/viec/thu", money.merging(["amount": amount]) { $1 })
            #expect(answer.status == status, "\(amount)")
        }
        let screen = try await officer.get(path)
        #expect(screen.contains("Chờ ngày chạy"))
        #expect(screen.contains("BL02"))
        let future = money.merging(["amount": "1", "paid_on": "2026-12-24", "reason": "Thừa"]) { $1 }
        #expect(try await officer.post("\(path)/viec/hoan-tra", future).status == 422)
        let events = try await site.read { database in
            try String.fetchAll(
                database, sql: "SELECT payload FROM core_outbox WHERE name = ? ORDER BY id",
                arguments: [AdsNames.paymentEvent])
        }
        #expect(events.count == 2)
        #expect(events.first?.contains("\"amount\":1000000") == true)
        #expect(try await officer.post("\(path)/sua", typed.merging(["headline": "Gốm nâu mới"]) { $1 }).status == 303)
        #expect(try await officer.get(path).contains("Gốm nâu mới"))
        #expect(
            try await officer.post("\(path)/viec/hoa-don", ["number": "0000123", "day": "2026-11-24"]).status == 303)
        #expect(try await officer.get("\(AdsSite.admin)/don?loc=cho-chay").contains("Gốm nâu Gốm Thượng"))
        #expect(try await officer.get("\(AdsSite.admin)/don?loc=da-het").contains("Không có đơn nào"))
        // Of an order that was paid nothing is owed, whatever was paid back.
        let back = money.merging(["amount": "500000", "reason": "Khách thôi quảng cáo"]) { $1 }
        #expect(try await officer.post("\(path)/viec/hoan-tra", back).status == 303)
        let returned = try await officer.get(path)
        #expect(returned.contains("Đã hoàn trả"))
        #expect(!returned.contains("Còn phải nộp"))
        #expect(try await officer.post("\(path)/viec/huy", ["reason": "Khách thôi quảng cáo"]).status == 303)
        #expect(try await !officer.get(path).contains("Còn phải nộp"))
    }

    @Test func whatIsReportedIsWhatWasRecorded() async throws {
        let site = try await site()
        let (business, context) = (try await site.publish(), try site.context())
        let desk = OrderDesk(context)
        var random = SeededRandom(seed: 42)
        var expected = 0
        for number in 0..<25 {
            let place = AdPosition.allCases.randomElement(using: &random) ?? .home
            let months = PriceList.periods.randomElement(using: &random) ?? 1
            let order = try await site.order(business, place, months: months, from: "2026-12-01", paid: false)
            let first = Int.random(in: 1...order.fee, using: &random)
            let back = Bool.random(using: &random) ? Int.random(in: 1...first, using: &random) : 0
            let day = "2026-11-\(10 + number % 14)"
            try await site.write { change in
                try desk.pay(order.id, AdsSite.payment(first, on: day), in: change)
                if back > 0 { try desk.pay(order.id, AdsSite.payment(-back, on: day), in: change) }
            }
            expected += first - back
            #expect(try await site.order(order.id).paid == first - back)
        }
        let period = ReportPeriod(
            start: VietnamTime(parsing: "2026-11-01")!.date, end: VietnamTime(parsing: "2026-12-01")!.date)
        let (income, total, figures) = try await site.read { database in
            (
                try Income.fetch(period, in: database), try Income.total(period, in: database),
                try AdsReports.Figures.fetch(period, in: database)
            )
        }
        #expect(income.total == expected)
        #expect(total == expected)
        #expect(figures.income == expected)
        #expect(figures.orders == 25)
        let byPlace = IncomeScreen.byPosition(income, context.texts)
        #expect(byPlace.rows.compactMap { Money.read($0[1]) }.reduce(0, +) == expected)
        let officer = try await site.officer()
        let screen = try await officer.get("\(AdsSite.admin)/thu?tu=2026-11-01&den=2026-11-30")
        #expect(screen.contains(expected.grouped(context.texts)))
        let file = try await officer.get("\(AdsSite.admin)/thu/tai-ve?tu=2026-11-01&den=2026-11-30")
        #expect(file.headers["Content-Type"]?.hasPrefix("text/csv") == true)
        #expect(file.contains("BL01"))
        let dashboard = try await officer.get("/quan-tri")
        #expect(dashboard.contains("Thu quảng cáo năm nay"))
        #expect(dashboard.contains(expected.grouped(context.texts)))
    }

    @Test func aListInForceStaysAsItIs() async throws {
        let site = try await site()
        let officer = try await site.officer()
        let path = "\(AdsSite.admin)/bang-gia"
        #expect(try await officer.get("\(path)/1").contains("không sửa, không xóa được"))
        let typed = ["decision": "Quyết định 99", "valid_from": "2026-01-01", "fee-home-1": "600.000"]
        #expect(try await officer.post("\(path)/1", typed.merging(["valid_from": "2027-02-01"]) { $1 }).status == 303)
        #expect(try await officer.post("\(path)/moi", typed).contains("Đã có bảng giá"))
        #expect(try await officer.post("\(path)/moi", typed.merging(["fee-home-1": ""]) { $1 }).status == 422)
        let next = typed.merging(["valid_from": "2027-01-01"]) { $1 }
        #expect(try await officer.post("\(path)/moi", next).status == 303)
        #expect(try await officer.get("\(path)/2").contains("600.000"))
        let fees = try await site.read { try PriceRows.inForce(on: "2026-11-24", in: $0)?.fee(.home, months: 1) }
        #expect(fees == 500_000)
        let question = try await officer.post("\(path)/2/xoa")
        #expect([200, 303].contains(question.status))
    }
}

/// Views and clicks are counted as page views are: without a trace of who looked, and without a write for a view.
@Suite struct CountingTests {
    private func world(_ target: AdOrder.Target = .page) async throws -> (AdsSite, Business, AdOrder) {
        let site = try await AdsSite(configuration: "\nhome:\n  - {block: business-ads.ads, width: full}")
        try await site.setPrices()
        let business = try await site.publish()
        return (site, business, try await site.order(business, target: target))
    }

    @Test func eachTimeItIsSentItIsCounted() async throws {
        let (site, _, order) = try await world()
        let visitor = site.visitor()
        for _ in 0..<3 { _ = try await visitor.get("/", headers: AdsSite.browser) }
        _ = try await visitor.get("/", headers: ["User-Agent": "Googlebot/2.1"])
        _ = try await visitor.get("/doanh-nghiep", headers: AdsSite.browser)
        _ = try await site.officer().get("/", headers: AdsSite.browser)
        #expect(try await site.tally(AdsNames.Count.view, order.id) == 3)
        #expect(try await site.tally(AdsNames.Count.click, order.id) == 0)
    }

    @Test func aClickLeadsOnAndIsCounted() async throws {
        let (site, business, order) = try await world(.website)
        let path = "/doanh-nghiep/mo/\(order.id)"
        let answer = try await site.visitor().get(path, headers: AdsSite.browser)
        #expect(answer.status == 303)
        #expect(answer.location == "https://gomnau.example")
        _ = try await site.visitor().get(path, headers: ["User-Agent": "curl/8.5"])
        #expect(try await site.tally(AdsNames.Count.click, order.id) == 1)
        #expect(try await site.visitor().get("/doanh-nghiep/mo/999").status == 404)
        // When its time is over it leads to the page, and is not counted any more.
        try site.go(to: "2027-03-01")
        #expect(
            try await site.visitor().get(path, headers: AdsSite.browser).location == "/doanh-nghiep/\(business.slug)")
        #expect(try await site.tally(AdsNames.Count.click, order.id) == 1)
        let officer = try await site.officer()
        #expect(try await officer.get("\(AdsSite.admin)/don/\(order.id)").contains("Lượt bấm"))
    }

    @Test func allAdsOfAPlaceHaveTheirTurn() async throws {
        let (site, business, _) = try await world()
        for number in 2...9 { try await site.order(business, headline: "Quảng cáo số \(number)") }
        var seen: Set<String> = []
        for _ in 0..<6 {
            let page = try await site.visitor().get("/")
            #expect(page.text == (try await site.visitor().get("/").text))
            let shown = page.text.matches(of: /mo\/(\d+)"/).map { String($0.1) }
            #expect(shown.count == 4)
            seen.formUnion(shown)
            site.clock.advance(by: .seconds(1800))
        }
        #expect(seen.count == 9)
    }

    @Test func belowThePagesThatTheSiteNames() async throws {
        let site = try await AdsSite(["foot_paths": .list(["/doanh-nghiep"])])
        try await site.setPrices()
        let business = try await site.publish()
        let order = try await site.order(business, .foot)
        let visitor = site.visitor()
        #expect(try await visitor.get("/doanh-nghiep/\(business.slug)", headers: AdsSite.browser).contains("ads-below"))
        #expect(try await visitor.get("/doanh-nghiep/bang-gia", headers: AdsSite.browser).contains("ads-below"))
        for path in ["/", AdsSite.form, "/doanh-nghiep/\(business.slug)/khieu-nai", "/tim-kiem?q=gom"] {
            #expect(try await !visitor.get(path).contains("ads-below"), "\(path)")
        }
        #expect(try await site.tally(AdsNames.Count.view, order.id) == 2)
        try await site.portal.disable(AdsNames.module)
        #expect(try await !visitor.get("/").contains("ads-below"))
    }
}
