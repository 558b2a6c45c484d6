"""Files are taken from staff in the admin only, and only so large: all others are thrown away unread."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

FOR_FILES = "/admin/"
LARGEST = 320 * 1024 * 1024
LARGEST_ELSEWHERE = 12 * 1024 * 1024


class UploadLimit(FileUploadHandler):
    """Stands before Django's own handlers. Raises RequestDataTooBig (413) before anything is read."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None  # noqa: ARG002, N803
    ) -> None:  # fmt: skip
        """Refuse what says that it is too large."""
        if content_length > (LARGEST if self._takes_files() else LARGEST_ELSEWHERE):
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
        request = self.request
        is_staff = getattr(getattr(request, "user", None), "is_staff", False)
        return bool(request and request.path.startswith(FOR_FILES) and is_staff)
