import LeadlineCore

/// A request as a curl command; the key stands as its name in angle brackets, as documentation writes it.
package enum CurlText {
    package static func command(for exchange: Exchange) -> String {
        var lines = ["curl --request \(exchange.request.method)", "--url \(quoted(exchange.request.url))"]
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
