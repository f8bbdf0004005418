#!/usr/bin/env bash
# The GNU C library that executables are linked against, and the one that hosts have.
#
#   glibc.sh target         the oldest that a host may have. TARGET_GLIBC=2.36 is for hosts of your own that are newer
#   glibc.sh needed FILE    the least that an executable starts with; nothing if it is not linked against glibc
#   glibc.sh fits FILE      ends with 1, and the reason, if it needs a newer one than hosts have
set -euo pipefail

# Debian 11, the oldest host that docs/deploy.md names. Alibaba Cloud Linux 3, the ROS template's image, has 2.32; Debian 12 2.36.
readonly target="${TARGET_GLIBC:-2.31}"

fail() {
  echo "glibc: $1" >&2
  exit 1
}

needed() {
  local symbols
  command -v readelf >/dev/null 2>&1 || fail 'readelf is missing: install binutils'
  [[ "$(head -c 4 "$1" | tail -c 3)" == ELF ]] || return 0
  symbols="$(LC_ALL=C readelf --version-info --wide "$1" 2>/dev/null)" || fail "$1 is no whole executable"
  sed -n 's/.*Name: GLIBC_\([0-9.]*\) .*/\1/p' <<<"$symbols" | sort -V | tail -n 1
}

fits() {
  local least
  least="$(needed "$1")"
  [[ "$(printf '%s\n' "${least:-0}" "$target" | sort -V | tail -n 1)" == "$target" ]] ||
    fail "$1 needs $least, but hosts have $target: build it with \`make native\`, or set TARGET_GLIBC if yours are newer"
}

readonly usage='usage: glibc.sh target | needed FILE | fits FILE'
[[ "$target" =~ ^[0-9]+(\.[0-9]+)+$ ]] || fail "TARGET_GLIBC is $target, but a version such as 2.31 is needed"
case "${1:-}" in
  target) echo "$target" ;;
  needed | fits) "$1" "${2:?$usage}" ;;
  *) fail "$usage" ;;
esac
