"""A bucket of a store that speaks the S3 protocol (PutObject, Signature Version 4)."""

from pathlib import Path
from urllib.parse import quote

import requests
from requests_aws4auth import AWS4Auth

from hub.service.publicity.copying import CopyFault, File

# Seconds for the connection and for the answer.
PATIENCE = (10, 30)


class CopyBucket:
    """`address` is the bucket's own, by path: https://s3.example.jp/bucket/prefix."""

    name = "bucket"

    def __init__(self, address: str, region: str, key_file: Path, ca: Path | None = None) -> None:
        self._address = address
        self._region = region
        self._key_file = key_file
        self._session = requests.Session()
        self._session.verify = str(ca) if ca else True

    def put(self, file: File) -> None:
        headers = {
            "Content-Type": file.media_type,
            "Cache-Control": f"public, max-age={file.age}",
        }
        try:
            answer = self._session.put(
                f"{self._address}/{quote(file.name)}",
                data=file.body,
                headers=headers,
                auth=self._signature(),
                timeout=PATIENCE,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise CopyFault(type(error).__name__) from error
        if answer.status_code != requests.codes.ok:
            raise CopyFault(f"status {answer.status_code}")

    def _signature(self) -> AWS4Auth:
        """Read anew each time: keys are changed while the hub runs."""
        try:
            lines = self._key_file.read_text(encoding="utf-8").split()
        except OSError as error:
            raise CopyFault(f"{self._key_file}: {error.strerror}") from error
        if len(lines) != 2:
            raise CopyFault(f"{self._key_file}: two lines wanted")
        return AWS4Auth(lines[0], lines[1], self._region, "s3")
