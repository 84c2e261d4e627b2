import LeadlineCore

/// Why a request is not taken. Where one ends and the next begins must be beyond doubt, else a server in front and this
/// one would see different requests (RFC 9112, 6.3 and 11.2).
struct ServerRefusal: Equatable {
    var status: Int
    /// A sentence, for people.
    var message: String

    static func tooLarge(limit: Int) -> ServerRefusal {
        ServerRefusal(status: 413, "the body is larger than \(limit) bytes")
    }

    private init(status: Int = 400, _ message: String) {
        self.status = status
        self.message = message
    }

    /// Of a request without its body; nil: it is taken.
    init?(_ request: HTTPRequest, version: String, isMangled: Bool, bodyLimit: Int) {
        let fields = request.fields.all
        if isMangled || fields.contains(where: { !Self.isToken($0.name) || !Self.isText($0.value) }) {
            self.init("a header field has a character or a line break that cannot stand there")
            return
        }
        func values(_ name: String) -> [String] { fields.filter { HTTPFields.same($0.name, name) }.map(\.value) }
        let (hosts, lengths, codings) = (values("Host"), values("Content-Length"), values("Transfer-Encoding"))
        if hosts.count > 1 || hosts.isEmpty && version == "HTTP/1.1" {
            self.init("one 'Host' expected, found \(hosts.count)")
        } else if Set(lengths).count > 1 {
            self.init("there are several values of 'Content-Length'")
        } else if !codings.isEmpty, !lengths.isEmpty {
            self.init("there are both 'Content-Length' and 'Transfer-Encoding'")
        } else if codings.count > 1 || codings.contains(where: { $0.lowercased() != "chunked" }) {
            self.init("'Transfer-Encoding' can only be chunked")
        } else if !request.target.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) {
            self.init("the request line has a character that cannot stand there")
        } else if let length = lengths.first.flatMap({ UInt64($0) }), length > UInt64(bodyLimit) {
            self = .tooLarge(limit: bodyLimit)
        } else {
            return nil
        }
    }

    var response: HTTPResponse { .message(message, status: status) }

    /// A token (RFC 9110, 5.6.2).
    private static func isToken(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    private static func isText(_ value: String) -> Bool {
        value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }
}
