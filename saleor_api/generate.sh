#!/bin/sh
# Makes saleor_api/generated/ from the operation documents and Saleor's SDL.
# SALEOR_SDL names the SDL file; the generator lives in an environment of its own, below var/, because it pins ruff.
set -eu
cd "$(dirname "$0")/.."
SDL="${SALEOR_SDL:-../shared/data/saleor/schema.graphql}"
TOOL=var/codegen
if [ ! -x "$TOOL/bin/ariadne-codegen" ]; then
    python3 -m venv "$TOOL"
    "$TOOL/bin/pip" install --quiet "ariadne-codegen==0.19.0"
fi
sed "s#SCHEMA#$SDL#" saleor_api/codegen.toml > "$TOOL/config.toml"
rm -rf saleor_api/generated
PYTHONPATH=saleor_api "$TOOL/bin/ariadne-codegen" client --config "$TOOL/config.toml"
