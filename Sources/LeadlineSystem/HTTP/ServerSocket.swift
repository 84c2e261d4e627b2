import Glibc
import LeadlineCore

/// A socket that takes connections from this machine only.
struct ServerSocket {
    let descriptor: Int32
    let port: UInt16

    /// 0: any port that is free.
    init(port: UInt16) throws(EffectFailure) {
        do throws(SystemError) {
            descriptor = try SystemCalls.retrying { socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Self.flags, 0) }.get()
        } catch {
            throw EffectFailure("there is no socket to be had: \(error.reason)")
        }
        do throws(SystemError) {
            self.port = try Self.listen(descriptor, port)
        } catch {
            _ = Glibc.close(descriptor)
            throw Self.failure(error, port: port)
        }
    }

    func close() { _ = Glibc.close(descriptor) }

    private static let flags = Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)

    /// The port that it became.
    private static func listen(_ descriptor: Int32, _ port: UInt16) throws(SystemError) -> UInt16 {
        // Connections that have just ended do not keep the port.
        var isReused: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isReused, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(descriptor, address, size) == 0, Glibc.listen(descriptor, SOMAXCONN) == 0,
                    getsockname(descriptor, address, &size) == 0
                else { return errno }
                return 0
            }
        }
        if code != 0 { throw SystemError(code: code) }
        return UInt16(bigEndian: address.sin_port)
    }

    private static func failure(_ error: SystemError, port: UInt16) -> EffectFailure {
        switch error.code {
        case EADDRINUSE:
            EffectFailure(
                "port \(port) is taken by another program",
                help: "give another port, or none: any that is free is taken then")
        case EACCES:
            EffectFailure("port \(port) is not for programs of users", help: "give one from 1024 on, or none")
        default: EffectFailure("cannot serve on port \(port): \(error.reason)")
        }
    }
}
