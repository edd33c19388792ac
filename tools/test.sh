#!/usr/bin/env bash
# Everything that must hold, part by part, with times: tools/test.sh. Only what lies under one path: tools/test.sh server/tests
set -uo pipefail
cd "$(dirname "$0")/.."

main() {
  case ${1:-} in
    "") everything ;;
    client | client/) npm test --prefix client ;;
    client/*) npm test --prefix client -- "${1#client/}" "${@:2}" ;;
    *) pytest "$@" ;;
  esac
}

# What strangers may send is turned away before any database is asked; programs are started with what a fresh terminal has, so on SQLite
# each time; words are words on either; a hub has no PostgreSQL; lines, logs, mail servers and pictures have no database at all.
same_on_both=(--ignore=server/tests/fuzz --ignore=server/tests/screening/test_looking.py
  --ignore=server/tests/test_{programs,hub,contributing,words,docs,bad_line,watch,mail_in}.py)

everything() {
  results=$(mktemp -d)
  trap 'rm -rf "$results"' EXIT
  part check tools/check.sh
  part server-sqlite pytest server -q -n 2 --junitxml="$results/server-sqlite.xml"
  part server-postgres tools/with_postgres pytest server -q -n 2 "${same_on_both[@]}" --junitxml="$results/server-postgres.xml"
  part client npm test --silent --prefix client -- --reporter=default --reporter=junit --outputFile.junit="$results/client.xml"
  part faults python faults/run.py --runs 75
  # A story waits more than it works: two at a time, those of one site together.
  part stories pytest stories -q -n 2 --dist loadfile --junitxml="$results/stories.xml"
  python tools/test_summary.py "$results"
}

part() {
  local name=$1 start=$SECONDS status=0
  shift
  printf '\n== %s\n' "$name"
  "$@" </dev/null || status=$?
  printf '%s %s %s\n' "$name" $((SECONDS - start)) "$status" >>"$results/parts"
}

main "$@"
