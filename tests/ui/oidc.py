"""A small OpenID provider on loopback that signs everybody in as one person, for the tests of the sign-in."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlparse

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "auditor"
PERSON = {"sub": "17", "name": "Ada Lovelace", "email": "ada@harbour.example"}


@contextmanager
def provider() -> Iterator[str]:
    """The provider's address while it runs."""
    key = RSAKey.generate_key(2048, {"kid": "test", "alg": "RS256", "use": "sig"})
    nonces: dict[str, str] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlparse(self.path)
            if asked.path == "/authorize":
                said = {name: values[0] for name, values in parse_qs(asked.query).items()}
                code = str(len(nonces) + 1)
                nonces[code] = said.get("nonce", "")
                self.send_response(302)
                self.send_header(
                    "Location", f"{said['redirect_uri']}?{urlencode({'code': code, 'state': said['state']})}"
                )
                self.end_headers()
            elif asked.path == "/keys":
                self.answer({"keys": [key.as_dict(private=False)]})
            else:
                self.answer(
                    {
                        "issuer": url,
                        "authorization_endpoint": f"{url}/authorize",
                        "token_endpoint": f"{url}/token",
                        "jwks_uri": f"{url}/keys",
                        "response_types_supported": ["code"],
                        "subject_types_supported": ["public"],
                        "id_token_signing_alg_values_supported": ["RS256"],
                    }
                )

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            now = int(time.time())
            claims = {
                "iss": url,
                "aud": CLIENT,
                "iat": now,
                "exp": now + 300,
                "nonce": nonces[parse_qs(body)["code"][0]],
            }
            token = jwt.encode({"alg": "RS256", "kid": "test"}, claims | PERSON, key)
            self.answer({"access_token": "a", "token_type": "Bearer", "expires_in": 300, "id_token": token})

        def answer(self, document: dict[str, Any]) -> None:
            body = json.dumps(document).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *_: object) -> None:  # noqa: A002
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield url
    finally:
        server.shutdown()
        server.server_close()
