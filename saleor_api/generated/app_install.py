from typing import Optional

from .base_model import BaseModel
from .enums import AppErrorCode, JobStatusEnum


class AppInstall(BaseModel):
    app_install: Optional["AppInstallAppInstall"]


class AppInstallAppInstall(BaseModel):
    app_installation: Optional["AppInstallAppInstallAppInstallation"]
    errors: list["AppInstallAppInstallErrors"]


class AppInstallAppInstallAppInstallation(BaseModel):
    id: str
    status: JobStatusEnum
    message: Optional[str]


class AppInstallAppInstallErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: AppErrorCode
