#!/usr/bin/env bash
# Builds dist/*.whl and proves it: it holds every file of the package, and runs in an environment that has nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

rm -rf build dist
python -m build --wheel --no-isolation --outdir dist . >"$room/build.log" 2>&1 || { cat "$room/build.log" >&2; exit 1; }
python tools/wheel_holds_all.py dist/*.whl

python -m venv "$room/empty"
uv pip install -q --python "$room/empty/bin/python" --no-deps --require-hashes -r requirements/base.lock
uv pip install -q --python "$room/empty/bin/python" --no-deps dist/*.whl
python tools/wheel_runs.py "$room/empty/bin/throughgate" "$room"
echo "$(ls dist/*.whl) holds everything, and its demo runs in an empty environment"
