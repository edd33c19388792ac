#!/usr/bin/env bash
# Brings this checkout to where it can run: tools/setup.sh [app] [demo] [test]
#
# Always: the Python environment in .venv. app: also the client's packages, from the Node of that environment. demo: also the
# Debian packages that a running system uses, and the built app. test: also a browser and a database server.
# Each step is skipped while what it stands on is unchanged.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '· %s\n' "$*" >&2; }

main() {
  local python
  python=$(find_python) || { say "Python 3.11 or newer is needed, with its venv module: apt-get install python3 python3-venv"; exit 1; }
  tools/debian_packages.sh "$@"
  make_environment "$python"
  compile_words
  if [[ " $* " == *" app "* ]]; then install_client_packages; fi
  if [[ " $* " == *" demo "* ]]; then build_client; fi
}

find_python() {
  local candidate
  for candidate in python3.11 /usr/bin/python3.11 python3 python3.13 python3.12; do
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$candidate" && return
  done
  return 1
}

make_environment() {
  local stamp
  stamp=$(cat requirements/*.lock pyproject.toml | sha256sum)
  [[ -x .venv/bin/throughgate && $(cat .venv/.stamp 2>/dev/null) == "$stamp" ]] && return
  say "installing Python packages into .venv"
  .venv/bin/python -c 'import pip' 2>/dev/null || "$1" -m venv --clear .venv
  install_locked
  # The entry point and the package itself, from this checkout: nothing is fetched.
  .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
  echo "$stamp" >.venv/.stamp
}

install_locked() {
  local pip=(.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes)
  "${pip[@]}" -r requirements/installer.lock &&
    .venv/bin/uv pip sync -q --compile-bytecode --python .venv/bin/python --require-hashes requirements/dev.lock ||
    { say "uv could not; pip does it instead"; "${pip[@]}" -r requirements/dev.lock; }
}

# What people read in other languages: .po is written, .mo is what runs.
compile_words() {
  local po
  for po in server/throughgate/locale/*/LC_MESSAGES/django.po; do
    [[ ${po%.po}.mo -nt $po ]] || pybabel -q compile -i "$po" -o "${po%.po}.mo"
  done
}

install_client_packages() {
  local stamp=client/node_modules/.throughgate-packages
  [[ $(cat $stamp 2>/dev/null) == "$(sha256sum <client/package-lock.json)" ]] && return
  say "installing the app's packages with the Node of .venv"
  (cd client && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null)
  sha256sum <client/package-lock.json >$stamp
}

build_client() {
  local stamp=client/node_modules/.throughgate-build
  [[ -e server/throughgate/faces/device/app/index.html && $(cat $stamp 2>/dev/null) == "$(client_sources)" ]] && return
  say "building the app"
  rm -f $stamp
  (cd client && npm run --silent build >node_modules/.build.log 2>&1) || { cat client/node_modules/.build.log >&2; exit 1; }
  client_sources >$stamp
}

client_sources() {
  find client -type d \( -name node_modules -o -name dist -o -name coverage \) -prune -o -type f -print0 |
    sort -z | xargs -0 sha256sum | sha256sum
}

PATH="$PWD/.venv/bin:$PATH" main "$@"
