import Foundation
import HummingbirdCore
import Logging

/// Answers for what went wrong: a page in the visitor's language, or a JSON problem document (RFC 9457) for programs.
struct ErrorPages: Sendable {
    let exchange: Exchange

    func response(for error: any Error) async -> Response {
        if let expired = error as? ExpiredForm {
            if exchange.isAPI { return problem(.badRequest(reason: "error.form_expired")) }
            if let page = await expired.page(exchange) { return page }
            return await page(expired.reason == .loggedOut ? .loginRequired : .badRequest(reason: "error.form_expired"))
        }
        if error is SecondFactorDemand {
            let text = exchange.texts(module: "core")("second_factor.needed")
            return .redirect(to: SecondFactorScreen.path, message: FlashMessage(.warning, text))
        }
        let known = classify(error)
        if known == .loginRequired, exchange.isAdmin, exchange.method == .get, !exchange.isAPI {
            let query = FormURLEncoded.encode([("ve", exchange.http.uri.string)])
            return .redirect(to: "\(AdminPath.login)?\(query)")
        }
        var response = exchange.isAPI ? problem(known) : await page(known)
        switch known {
        case .tooManyRequests(let seconds): response.headers["Retry-After"] = String(seconds)
        case .methodNotAllowed: response.headers["Allow"] = exchange.method == .get ? "POST" : "GET, HEAD"
        default: break
        }
        return response
    }

    /// The error that the client is told of; of a failure it learns only under which reference the log has it.
    private func classify(_ error: any Error) -> PortalError {
        if let error = error as? PortalError { return error }
        if error is CancellationError { return .unavailable }
        let reference = String(UInt32.random(in: .min ... .max), radix: 36).uppercased()
        exchange.site.logger.error(
            "request failed",
            metadata: [
                "reference": "\(reference)", "path": "\(exchange.http.uri.path)",
                "module": "\(exchange.endpoint?.module?.id ?? "core")", "error": "\(error)",
            ])
        return .failure(reference: reference)
    }

    // MARK: - People

    private func page(_ error: PortalError) async -> Response {
        let texts = exchange.texts(module: "core")
        let model = ErrorModel(error, texts: texts)
        let request = await exchange.bareRequest()
        let info = PageInfo(title: model.title, isIndexed: false, status: error.status)
        do {
            if exchange.isAdmin, request.session != nil { return try request.adminCorePage("error", model, info) }
            return try request.corePage("error", model, info)
        } catch {
            exchange.site.logger.error("the error page failed", metadata: ["error": "\(error)"])
            return Response(
                status: model.status, headers: ["Content-Type": "text/plain; charset=utf-8"],
                body: .bytes(Array("\(model.title)\n\(model.explanation)\n".utf8)))
        }
    }

    // MARK: - Programs

    /// In English for programs, in the person's language for the scripts of the administration.
    private func problem(_ error: PortalError) -> Response {
        let language = exchange.isAdmin ? exchange.client.language : "en"
        let model = ErrorModel(error, texts: exchange.assembly.texts.texts(module: "core", language: language))
        return ProblemDocument(
            title: model.title, status: error.status, detail: model.explanation, instance: exchange.http.uri.path
        ).response
    }
}

/// What the template `error` shows.
struct ErrorModel: TemplateModel {
    let status: Int
    let title: String
    let explanation: String
    let hasAdvice: Bool
    let advice: [String]
    let requestId: String?

    init(_ error: PortalError, texts: Texts) {
        let megabytes: String
        if case .tooLarge(let bytes) = error { megabytes = String(max(1, bytes >> 20)) } else { megabytes = "" }
        status = error.status
        title = texts("\(error.textKey).title")
        explanation = texts("\(error.textKey).explanation", ["megabytes": megabytes])
        advice = texts("\(error.textKey).advice").split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        hasAdvice = !advice.isEmpty
        if case .failure(let reference) = error { requestId = reference } else { requestId = nil }
    }

    private init() {
        status = 500
        title = "Cổng thông tin gặp trục trặc"
        explanation = "Yêu cầu chưa được thực hiện"
        hasAdvice = true
        advice = ["Thử lại sau ít phút"]
        requestId = "7HQ2K"
    }

    static var example: ErrorModel { ErrorModel() }
}
