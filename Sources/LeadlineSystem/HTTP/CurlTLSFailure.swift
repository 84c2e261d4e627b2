import CLibcurl
import LeadlineCore

/// Which check of TLS failed, in one sentence.
struct CurlTLSFailure {
    private let failure: CurlFailure

    init(_ failure: CurlFailure) { self.failure = failure }

    private var server: String { failure.server }
    private var settings: ConnectionSettings { failure.handle.route.settings }

    /// nil: it was not TLS.
    var sentence: String? {
        switch Int(failure.report.code) {
        case leadline_curl_not_trusted: return untrusted
        case leadline_curl_bad_authorities_file:
            return "the trusted certificates cannot be read: \(failure.libcurlsWords)"
        case leadline_curl_bad_certificate_file:
            return "the client certificate cannot be used: \(failure.libcurlsWords)"
        case leadline_curl_certificate_required: return refusedCertificate
        case leadline_curl_tls_error:
            return isAboutCertificate ? refusedCertificate : handshake
        case leadline_curl_receive_error, leadline_curl_send_error:
            return isAboutCertificate ? refusedCertificate : nil
        default: return nil
        }
    }

    // MARK: - The server's certificate

    private var untrusted: String {
        let certificate = failure.handle.certificate()
        let subject = "the certificate of '\(server)'"
        let advice = "; SSL_CERT_FILE or the profile can name a file of certificates to trust"
        // X509_V_ERR_… of OpenSSL.
        switch failure.report.verify_result {
        case 0, 1, 62, 64: return "\(subject) is for another host: \(names(certificate))"
        case 9: return "\(subject) is not valid before \(certificate["Start date"] ?? "a later day")"
        case 10: return "\(subject) has expired" + (certificate["Expire date"].map { ", on \($0)" } ?? "")
        case 18: return "\(subject) is signed by itself, not by an authority that is trusted\(advice)"
        case 19: return "the chain above \(subject) ends with one that is signed by itself and not trusted\(advice)"
        case 2, 20, 21:
            let issuer = certificate["Issuer"].map { " '\($0)'" } ?? ""
            return "\(subject) is signed by\(issuer.isEmpty ? " an authority" : issuer), which is not trusted\(advice)"
        case 23: return "\(subject) has been revoked"
        default: return "\(subject) is not trusted: \(failure.libcurlsWords)"
        }
    }

    private func names(_ certificate: [String: String]) -> String {
        let names = certificate["X509v3 Subject Alternative Name"] ?? certificate["Subject"]
        guard let names else { return failure.libcurlsWords }
        return "it names " + names.replacing("DNS:", with: "").replacing("IP Address:", with: "")
    }

    // MARK: - The client's

    /// OpenSSL's name of the server's alert: `alert certificate required`.
    private var alert: Substring? {
        guard let place = failure.message.firstRange(of: " alert ") else { return nil }
        return failure.message[place.upperBound...].prefix { $0 != "," && $0 != ":" }
    }

    private var isAboutCertificate: Bool {
        guard let alert else { return false }
        return alert.contains("certificate") || alert.contains("unknown ca")
            || alert == "handshake failure" && settings.certificate != nil
    }

    private var refusedCertificate: String {
        guard let file = settings.certificate else { return "'\(server)' asks for a client certificate" }
        let reason = alert.map { ": \($0)" } ?? ""
        return "'\(server)' refused the client certificate '\(DisplayText.harmlessLine(file))'\(reason)"
    }

    // MARK: - The handshake

    private var handshake: String {
        let words = failure.message
        if words.contains("wrong version number") || words.contains("packet length too long") {
            return "'\(server)' does not speak TLS: its URL may have to begin with 'http://'"
        }
        if words.contains("protocol version") || words.contains("unsupported protocol") {
            return "'\(server)' and this machine have no version of TLS in common"
        }
        return "the TLS handshake with '\(server)' failed: \(failure.libcurlsWords)"
    }
}
