from typing import Optional

from .base_model import BaseModel
from .enums import JobStatusEnum


class AppsInstallations(BaseModel):
    apps_installations: list["AppsInstallationsAppsInstallations"]


class AppsInstallationsAppsInstallations(BaseModel):
    id: str
    status: JobStatusEnum
    message: Optional[str]
    app_name: str
    manifest_url: str
