"""As much of HTTP/2 (RFC 9113) as the tests need: it answers each stream without reading its header."""
import struct

DATA, HEADERS, RST_STREAM, SETTINGS, GOAWAY = 0, 1, 3, 4, 7
END_STREAM, END_HEADERS, ACK = 1, 4, 1
INTERNAL_ERROR = 2
# HPACK: indexes 8 and 31 of the static table, `:status: 200` and the name `content-type`.
OK = b"\x88" + b"\x0f\x10\x10application/json"


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def serve(connection):
    """The first stream of a connection is answered, the second is reset, the third ends with the connection."""
    with connection, connection.makefile("rb") as stream:
        stream.read(24)
        connection.sendall(frame(SETTINGS, 0, 0))
        while len(head := stream.read(9)) == 9:
            size = int.from_bytes(head[:3], "big")
            kind, flags, number = struct.unpack(">BBI", head[3:])
            stream.read(size)
            if kind == SETTINGS and not flags & ACK:
                connection.sendall(frame(SETTINGS, ACK, 0))
            if kind not in (HEADERS, DATA) or not flags & END_STREAM:
                continue
            if number == 1:
                connection.sendall(
                    frame(HEADERS, END_HEADERS, number, OK) + frame(DATA, END_STREAM, number, b'{"version": 2}'))
            elif number == 3:
                connection.sendall(frame(RST_STREAM, 0, number, struct.pack(">I", INTERNAL_ERROR)))
            else:
                connection.sendall(frame(GOAWAY, 0, 0, struct.pack(">II", number - 2, INTERNAL_ERROR)))
                return
