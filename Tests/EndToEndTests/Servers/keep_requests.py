"""Keeps what it is sent, as JSON lines: keep_requests.py READY COUNT FILE writes its port to the pipe READY and ends
behind COUNT requests."""

import base64
import json
import socket
import sys

ready, count, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
server = socket.create_server(("127.0.0.1", 0))
with open(ready, "w") as pipe:
    pipe.write(str(server.getsockname()[1]))
with open(path, "w") as out:
    for _ in range(count):
        client, _address = server.accept()
        with client, client.makefile("rb") as stream:
            method, target, _version = stream.readline().decode("latin-1").split(" ")
            fields = []
            while (line := stream.readline().rstrip(b"\r\n")):
                name, _, value = line.decode("utf-8", "surrogateescape").partition(":")
                fields.append([name, value.strip(" ")])
            length = next((int(v) for n, v in fields if n.lower() == "content-length"), 0)
            body = base64.b64encode(stream.read(length)).decode()
            out.write(json.dumps({"method": method, "target": target, "fields": fields, "body": body}) + "\n")
            client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
