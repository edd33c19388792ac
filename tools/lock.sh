#!/usr/bin/env bash
# Chooses versions anew, with hashes and without any address: requirements/*.in → *.lock and client/package.json → package-lock.json.
# What is locked already stays as it is; tools/lock.sh --upgrade takes what is newest.
set -euo pipefail
cd "$(dirname "$0")/.."

main() {
  lock_python "$@"
  lock_client "$@"
  ! grep -nE '://.*(simple|registry)|--(extra-)?index-url|--find-links|"resolved"' requirements/*.lock client/package-lock.json ||
    { echo "an address got into a lock file" >&2; exit 1; }
}

lock_python() {
  local name
  # A package from this machine's own shelves would be pinned by a hash that nobody else can find.
  unset PIP_FIND_LINKS UV_FIND_LINKS
  # pillow-heif and OpenCV are left out: docs/dependencies.md, "wagtail" and "nudenet".
  for name in installer base dev captions screening; do
    uv pip compile --quiet --no-config --no-emit-package pillow-heif --no-emit-package opencv-python-headless --universal --python-version 3.11 --generate-hashes --no-header \
      --no-emit-index-url --no-emit-find-links "$@" "requirements/$name.in" --output-file "requirements/$name.lock" >/dev/null
  done
}

# In a room of its own: beside an installed node_modules, npm writes only the parts for this machine's platform.
lock_client() {
  room=$(mktemp -d)
  trap 'rm -rf "$room"' EXIT
  cp client/package.json client/.npmrc "$room"
  [[ ${1:-} == --upgrade ]] || cp client/package-lock.json "$room"
  (cd "$room" && npm install --package-lock-only --loglevel=error)
  cp "$room/package-lock.json" client/
}

main "$@"
