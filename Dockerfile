# Kantha: web, worker or the step before them, as the command says. compose.yaml starts all three.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY pyproject.toml constraints.txt ./
RUN python -m venv .venv \
  && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --constraint constraints.txt .

FROM python:3.11-slim-bookworm
RUN groupadd --system --gid 10001 kantha \
  && useradd --system --uid 10001 --gid kantha --home-dir /nonexistent --shell /usr/sbin/nologin kantha \
  && install --directory --owner=kantha --group=kantha --mode=0750 /data
WORKDIR /app
COPY --from=build /app/.venv .venv
COPY manage.py pyproject.toml ./
COPY artisans artisans
COPY catalog catalog
COPY dashboard dashboard
COPY engine engine
COPY impact_tags impact_tags
COPY mail mail
COPY payments payments
COPY people people
COPY saleor_api saleor_api
COPY storefront storefront
COPY themes themes
# The root file system is read-only where it runs, so the byte code is made now.
RUN ["/app/.venv/bin/python", "-m", "compileall", "-q", "."]
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/data
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--no-ws", "--blocking-threads", "4", "--backpressure", "64", "--log-level", "warning", "storefront.wsgi:application"]
