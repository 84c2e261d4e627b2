import LeadlineCore

/// A request as a curl command; the key stands as its name in angle brackets, as documentation writes it.
package enum CurlText {
    /// `origin` stands in place of the one that the request was sent to: a mock has none that others could reach.
    package static func command(for exchange: Exchange, origin: String? = nil) -> String {
        let url = origin.map { $0 + exchange.request.target } ?? exchange.request.url
        var lines = ["curl --request \(exchange.request.method)", "--url \(quoted(url))"]
        for field in exchange.shownFields.all { lines.append("--header \(quoted("\(field.name): \(field.value)"))") }
        if !exchange.request.body.isEmpty {
            lines.append("--data-raw \(quoted(String(decoding: exchange.request.body, as: UTF8.self)))")
        }
        return lines.joined(separator: " \\\n  ")
    }

    /// A word of a POSIX shell: single quotes, with a quote inside written as `'\''`.
    package static func quoted(_ text: String) -> String {
        var quoted = "'"
        for scalar in text.unicodeScalars {
            if scalar == "'" { quoted += "'\\''" } else { quoted.unicodeScalars.append(scalar) }
        }
        return quoted + "'"
    }
}
