import CLibmicrohttpd
import LeadlineCore

/// A request while it comes in.
final class ServerRequest {
    private var request: HTTPRequest
    private let settings: ServerSettings

    init(_ request: HTTPRequest, _ settings: ServerSettings) {
        self.request = request
        self.settings = settings
    }

    /// Takes a part of the body; false: there is too much of it, and the client was told.
    func take(_ bytes: UnsafeRawBufferPointer, _ exchange: OpaquePointer) -> Bool {
        guard bytes.count <= settings.bodyLimit - request.body.count else {
            // The library takes an answer before or behind a body only.
            let answer = ServerRefusal.tooLarge(limit: settings.bodyLimit).response.bytes
            leadline_exchange_send_bytes(exchange, answer, answer.count)
            return false
        }
        request.body.append(contentsOf: bytes)
        return true
    }

    func answer(_ exchange: OpaquePointer) {
        settings.respond(request).send(to: exchange, isHead: request.method == "HEAD")
    }
}

extension HTTPRequest {
    /// What stands before the body. The target may be a whole URL, as clients of proxies send it.
    init(_ head: leadline_head) {
        var fields = HTTPFields()
        for field in UnsafeBufferPointer(start: head.fields, count: head.count) {
            fields.append(
                Self.text(field.name, field.name_length),
                Self.trimmed(Self.text(field.value, field.value_length)))
        }
        let target = String(cString: head.target)
        let url = target.utf8.first == UInt8(ascii: "/") ? nil : try? URLParts(parsing: target)
        self.init(
            method: String(cString: head.method), origin: url?.origin ?? "http://\(fields["Host"] ?? "")",
            target: url?.target ?? target, fields: fields)
    }

    private static func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// Without blanks at the end, which are no part of a value.
    private static func trimmed(_ value: String) -> String {
        guard let last = value.utf8.last, last == 0x20 || last == 0x09 else { return value }
        let end = value.utf8.lastIndex { $0 != 0x20 && $0 != 0x09 }
        return end.map { String(value[...$0]) } ?? ""
    }
}

extension HTTPResponse {
    /// `isHead`: the answer to HEAD, which may tell the length of a body that does not come.
    func send(to exchange: OpaquePointer, isHead: Bool = false, closes: Bool = false) {
        let length = isHead && body.isEmpty ? fields["Content-Length"].flatMap { UInt64($0) } : nil
        body.withUnsafeBytes { leadline_exchange_begin_answer(exchange, $0.baseAddress, $0.count, length ?? 0) }
        for field in fields.all where !Self.isOfConnection(field.name) {
            leadline_exchange_add_field(exchange, field.name, field.value)
        }
        leadline_exchange_answer(exchange, UInt32(clamping: status), closes)
    }

    /// As it goes over the wire before the connection is closed.
    var bytes: [UInt8] {
        let fields = fields.all.map { "\($0.name): \($0.value)\r\n" }.joined()
        let length = "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
        return Array("HTTP/1.1 \(status) Content Too Large\r\n\(fields)\(length)".utf8) + body
    }

    /// What the library says of itself.
    private static func isOfConnection(_ name: String) -> Bool {
        ["Content-Length", "Transfer-Encoding", "Connection"].contains { HTTPFields.same($0, name) }
    }
}
