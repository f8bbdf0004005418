#!/usr/bin/env bash
# make lint-ros: checks a ROS template; without one, this project's, and then the lint itself with its broken copies.
#
#   lint.sh [--or-skip] [TEMPLATE]
#
# With --or-skip (make verify) a tool that cannot be had is a line of its own and no failure.
set -euo pipefail

or_skip=false
if [[ "${1:-}" == --or-skip ]]; then
  or_skip=true
  shift
fi
lint="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
template="${1:-}"

# shellcheck source=infra/ros/lint/tools.sh
. "$lint/tools.sh"
need lint-ros "$or_skip" node npm shellcheck

if [[ -n "$template" ]]; then
  exec node "$lint/src/main.js" "$template"
fi
cd "$lint/../../.."
node "$lint/src/main.js" infra/ros/tandem.yml
shellcheck -x infra/ros/scripts/*.sh infra/ros/lint/*.sh
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
if ! (cd "$lint" && node --test) >"$log" 2>&1; then
  grep -A 25 '^not ok' "$log" || cat "$log"
  echo 'lint-ros: the tests of the lint failed' >&2
  exit 1
fi
# As node's runner counts them, in one line.
awk '/^# pass/ { passed = $3 } /^# fail/ { failed = $3 } END { print "lint-ros: " passed " passed, " failed " failed" }' "$log"
