# Kantha: web or worker, as the command says. No engine is needed to build more than this one file.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY pyproject.toml constraints.txt ./
RUN python -m venv /app/.venv && /app/.venv/bin/pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.11-slim-bookworm
RUN useradd --system --create-home --uid 10001 kantha && mkdir -p /data && chown kantha /data
WORKDIR /app
COPY --from=build /app/.venv /app/.venv
COPY . .
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/data PORT=8000
USER kantha
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:%s/health/live' % os.environ['PORT'], timeout=4)"]
# Migrations and static files are a step of their own: manage.py prepare_databases, migrate, migrate --database engine, collectstatic.
CMD ["sh", "-c", "exec granian --interface wsgi --host 0.0.0.0 --port $PORT --workers 2 --no-ws storefront.wsgi:application"]
