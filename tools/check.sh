#!/usr/bin/env bash
# Every gate that needs no running program. All are tried; what failed is shown in full.
set -uo pipefail
cd "$(dirname "$0")/.."
export DJANGO_SETTINGS_MODULE=throughgate.settings.test
failed=0

gate() {
  local name=$1 start=$SECONDS output
  shift
  if output=$("$@" 2>&1); then
    printf 'ok      %-12s %3d s\n' "$name" $((SECONDS - start))
  else
    printf 'FAILED  %-12s %3d s   %s\n%s\n' "$name" $((SECONDS - start)) "$*" "$output"
    failed=$((failed + 1))
  fi
}

gate style ruff check --quiet .
gate format ruff format --quiet --check .
gate sizes python tools/sizes.py
gate parts python tools/dependencies.py
gate types mypy
gate borders lint-imports
gate contract throughgate contract --check
gate migrations env THROUGHGATE_FACE=authoring python -m django makemigrations --check --dry-run
gate app npm run --silent --prefix client check
gate faults client/node_modules/.bin/vue-tsc --noEmit -p faults/devices

exit $((failed > 0))
