"""Files of forms, kept in memory: a photo or a list is never written to a disk in the clear, not even for a moment."""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest


class MemoryFiles(FileUploadHandler):
    """Takes files up to a size; a larger one ends the reading, and the form says that none came."""

    def __init__(self, request: HttpRequest, *, most_bytes: int) -> None:
        super().__init__(request)
        self._most_bytes = most_bytes
        self._file = io.BytesIO()
        self.too_large = False

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        self._file = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > self._most_bytes:
            self.too_large = True
            raise StopUpload(connection_reset=False)
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:  # type: ignore[type-arg]
        self._file.seek(0)
        return InMemoryUploadedFile(
            file=self._file,
            field_name=self.field_name or "",
            name=self.file_name or "",
            content_type=self.content_type or "",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def keep_in_memory(request: HttpRequest, *, most_bytes: int) -> MemoryFiles:
    """Lets the request's files stay in memory; call it before anything reads the form."""
    handler = MemoryFiles(request, most_bytes=most_bytes)
    request.upload_handlers = [handler]
    return handler
