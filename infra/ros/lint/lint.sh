#!/usr/bin/env bash
# make lint-ros: checks a ROS template; without one, this project's, and then the lint itself with its broken copies.
#
#   lint.sh [--or-skip] [TEMPLATE]
#
# Installs node, npm and shellcheck where it may (as root, with apt), and otherwise says what is missing. With --or-skip
# (make verify) something that cannot be had is a line of its own and no failure.
set -euo pipefail

or_skip=false
if [[ "${1:-}" == --or-skip ]]; then
  or_skip=true
  shift
fi
lint="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
template="${1:-}"

unavailable() {
  if [[ "$or_skip" == true ]]; then
    echo "lint-ros: SKIPPED, the ROS template was not checked: $1"
    exit 0
  fi
  echo "lint-ros: $1" >&2
  exit 1
}

need_tools() {
  local missing=() tool log
  for tool in node npm shellcheck; do
    # Debian's package of node is called nodejs.
    command -v "$tool" >/dev/null 2>&1 || missing+=("${tool/#node/nodejs}")
  done
  ((${#missing[@]} > 0)) || return 0
  if ! command -v apt-get >/dev/null 2>&1 || ((EUID != 0)); then
    unavailable "${missing[*]} missing: run \`sudo apt-get install -y ${missing[*]}\`"
  fi
  echo "installing ${missing[*]}"
  log="$(mktemp)"
  if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
    "${missing[@]}"; } >"$log" 2>&1; then
    unavailable "apt-get could not install ${missing[*]}: $(grep -m 1 '^E:' "$log" || tail -n 1 "$log") (see $log)"
  fi
  rm -f "$log"
}

need_release() {
  local release
  release="$(node --version)"
  release="${release#v}"
  ((${release%%.*} >= 18)) || unavailable "node is release $release, but 18 is the least"
}

# Exact versions in package.json take the place of a lock file, which would name the registry of whoever made it.
need_packages() {
  local installed="$lint/node_modules/.installed" log
  if [[ -f "$installed" ]] && cmp -s "$lint/package.json" "$installed"; then
    return 0
  fi
  log="$(mktemp)"
  if ! npm install --prefix "$lint" --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error \
    >"$log" 2>&1; then
    unavailable "npm could not install what infra/ros/lint/package.json names: $(grep -m 1 -i 'err' "$log" || tail -n 1 "$log") (see $log)"
  fi
  rm -f "$log"
  cp "$lint/package.json" "$installed"
}

need_tools
need_release
need_packages

if [[ -n "$template" ]]; then
  exec node "$lint/src/main.js" "$template"
fi
cd "$lint/../../.."
node "$lint/src/main.js" infra/ros/tandem.yml
shellcheck infra/ros/scripts/*.sh infra/ros/lint/*.sh
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
if ! (cd "$lint" && node --test) >"$log" 2>&1; then
  grep -A 25 '^not ok' "$log" || cat "$log"
  echo 'lint-ros: the tests of the lint failed' >&2
  exit 1
fi
# As node's runner counts them, in one line.
awk '/^# pass/ { passed = $3 } /^# fail/ { failed = $3 } END { print "lint-ros: " passed " passed, " failed " failed" }' "$log"
