"""Certificates for the tests, each wrong in one way, and the TLS contexts of servers that show them."""
import datetime
import os
import ssl
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = datetime.timedelta(days=1)
now = datetime.datetime.now(datetime.timezone.utc)


class Certificate:
    def __init__(self, name, issuer=None, hosts=("localhost", "127.0.0.1"), start=now - DAY, end=now + DAY):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        is_authority = issuer is None
        builder = (
            x509.CertificateBuilder().subject_name(self.name).issuer_name((issuer or self).name)
            .public_key(self.key.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(start).not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True))
        if hosts:
            builder = builder.add_extension(
                x509.SubjectAlternativeName([general_name(host) for host in hosts]), critical=False)
        self.certificate = builder.sign((issuer or self).key, hashes.SHA256())

    def write(self, folder, name):
        """Writes NAME.pem and NAME.key."""
        paths = [os.path.join(folder, name + end) for end in (".pem", ".key")]
        pem = serialization.Encoding.PEM
        key = self.key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        for path, data in zip(paths, (self.certificate.public_bytes(pem), key)):
            with open(path, "wb") as file:
                file.write(data)
        return paths


def general_name(host):
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def make(folder):
    """The contexts of servers by name; authority.pem and client.pem with client.key are for the client."""
    authority = Certificate("Test Authority", hosts=())
    other = Certificate("Unknown Authority", hosts=())
    authority.write(folder, "authority")
    Certificate("A client", authority).write(folder, "client")
    Certificate("A stranger", other).write(folder, "stranger")
    kinds = {
        "tls": Certificate("localhost", authority),
        "expired": Certificate("localhost", authority, start=now - 3 * DAY, end=now - 2 * DAY),
        "not-yet": Certificate("localhost", authority, start=now + DAY, end=now + 2 * DAY),
        "self-signed": Certificate("localhost"),
        "wrong-host": Certificate("api.example", authority, hosts=("api.example", "www.example")),
        "unknown-authority": Certificate("localhost", other),
    }
    kinds["h2"] = kinds["client-certificate"] = kinds["old"] = kinds["tls"]
    contexts = {name: context(certificate.write(folder, name)) for name, certificate in kinds.items()}
    contexts["h2"].set_alpn_protocols(["h2"])
    contexts["client-certificate"].load_verify_locations(os.path.join(folder, "authority.pem"))
    contexts["client-certificate"].verify_mode = ssl.CERT_REQUIRED
    contexts["old"].minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    contexts["old"].maximum_version = ssl.TLSVersion.TLSv1_1
    contexts["old"].set_ciphers("DEFAULT@SECLEVEL=0")
    return contexts


def context(paths):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(*paths)
    return made
