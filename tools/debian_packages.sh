#!/usr/bin/env bash
# Sees to the Debian packages for: tools/debian_packages.sh [demo] [test] [cluster]. As root it installs what is missing, else it says what is.
set -euo pipefail

# What for, needed or optional, package, and the program or library that shows it is there.
wanted() {
  cat <<'TABLE'
always needed   python3-venv           module:ensurepip
demo   needed   libpango-1.0-0         libpango-1.0.so.0
demo   needed   libpangoft2-1.0-0      libpangoft2-1.0.so.0
demo   needed   libharfbuzz-subset0    libharfbuzz-subset.so.0
demo   optional espeak-ng              espeak-ng
demo   optional opus-tools             opusenc
demo   optional ffmpeg                 ffmpeg
demo   optional tesseract-ocr          tesseract
test   needed   chromium               chromium
test   needed   postgresql             initdb
test   optional exim4-daemon-light     sbin:exim4
cluster needed  postgresql             initdb
cluster needed  nginx-light            nginx
TABLE
}

main() {
  local use need package proof
  local missing=() stop=
  while read -r use need package proof; do
    [[ $use == always || " $* " == *" $use "* ]] || continue
    is_there "$proof" && continue
    missing+=("$package")
    if [[ $need == needed ]]; then stop=yes; fi
  done < <(wanted)
  [[ ${#missing[@]} -gt 0 ]] || return 0
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then install "${missing[@]}"; return; fi
  echo "These packages are missing; as root: apt-get install ${missing[*]}" >&2
  [[ -z $stop ]] || exit 1
  echo "Going on without: texts will not be read aloud by the server, film and sound for the library cannot be made ready, pictures wait for staff to look at them, and the tests of a mail server are left out." >&2
}

is_there() {
  case $1 in
    module:*) [[ -x .venv/bin/python ]] || python3.11 -c "import ${1#module:}" 2>/dev/null || python3 -c "import ${1#module:}" 2>/dev/null ;;
    sbin:*) [[ -x /usr/sbin/${1#sbin:} ]] ;;
    *.so.*) [[ $(/sbin/ldconfig -p) == *"$1"* ]] ;;
    initdb) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

install() {
  local log
  log=$(mktemp)
  echo "· installing Debian packages: $*" >&2
  export DEBIAN_FRONTEND=noninteractive
  { apt-get -qq update && apt-get -qq -y --no-install-recommends install "$@"; } </dev/null >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
  rm -f "$log"
}

main "$@"
