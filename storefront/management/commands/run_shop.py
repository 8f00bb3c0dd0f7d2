"""`make run`: prepares everything, starts web and worker, prints addresses and sign-ins, stops on Ctrl-C."""

import signal
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from storefront import launch
from storefront.health import check_sample_shop


class Command(BaseCommand):
    help = "Starts the shop on the loopback address: web server and worker, until Ctrl-C."
    # The checks load every page of the shop; the web server does so itself, and the first page waits for both.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not launch.is_port_free(settings.PORT):
            raise CommandError(f"Port {settings.PORT} is in use. Choose another: make run PORT={settings.PORT + 1}")
        begun = time.monotonic()
        launch.prepare_databases(self._say)
        launch.collect_static_files(self._say)
        if not settings.PRODUCTION and check_sample_shop():
            self._say("Loading the sample shop, once (about a minute) ...")
            call_command("load_sample_shop")
        launch.renew_addresses(self._say)
        # Until both run, a stop by another process is told as Ctrl-C is, so that no child outlives this one.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        processes = [launch.start_web()]
        try:
            self._greet(begun)
            processes.append(launch.start_worker())
        except BaseException:
            launch.stop_processes(processes)
            raise
        code = launch.run_until_stopped(processes)
        self._say("Stopped." if code == 0 else "The shop stopped by itself; the lines above say why.")
        sys.exit(code)

    def _greet(self, begun: float) -> None:
        if not settings.PRODUCTION:
            call_command("renew_sign_ins")
        if not launch.wait_until_answering("/health/live", seconds=30):
            raise CommandError("The web server did not answer within 30 seconds; the lines above say why.")
        url = settings.PUBLIC_URL
        self._say(f"shop:      {url}/")
        self._say(f"dashboard: {url}/dashboard/")
        self._say(f"studio:    {url}/studio/")
        self._say(f"admin:     {url}/manage/")
        self._say(f"Ready after {time.monotonic() - begun:.1f} s. Ctrl-C stops it.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
