"""Files are taken from staff in the admin, and only so large: all others are thrown away unread.

But for the pictures of a case study, which anybody may send: small ones, looked at before they are opened.
"""

import re
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

FOR_FILES = "/admin/"
FROM_ANYBODY = re.compile(r"/workshops/[-\w]+/case-studies/(new|change/[-\w]+)/")
LARGEST = 320 * 1024 * 1024
LARGEST_ELSEWHERE = 12 * 1024 * 1024


class UploadLimit(FileUploadHandler):
    """Stands before Django's own handlers. Raises RequestDataTooBig (413) before anything is read."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None  # noqa: ARG002, N803
    ) -> None:  # fmt: skip
        """Refuse what says that it is too large."""
        if content_length > (LARGEST if self._is_from_staff() else LARGEST_ELSEWHERE):
            raise RequestDataTooBig("The upload is too large.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Throw a file away where none is asked for."""
        super().new_file(*args, **kwargs)
        if not self._takes_files():
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        """Pass it on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that come after."""

    def _takes_files(self) -> bool:
        path = self.request.path if self.request else ""
        return self._is_from_staff() or FROM_ANYBODY.fullmatch(path) is not None

    def _is_from_staff(self) -> bool:
        request = self.request
        is_staff = getattr(getattr(request, "user", None), "is_staff", False)
        return bool(request and request.path.startswith(FOR_FILES) and is_staff)
