#!/usr/bin/env bash
# Where native-image is: prints its home, from GRAALVM_HOME, the path or ~/.graalvm; or `container` where only a container
# engine is there, which Quarkus then builds with. Says on standard error what is missing, and ends with 1, if there is neither.
#
#   native-image.sh [--local]     --local: a container engine does not count
set -euo pipefail

home_of() { # the home in which bin/native-image really is
  local program
  program="$(readlink -f "$1")"
  dirname "$(dirname "$program")"
}

if [[ -n "${GRAALVM_HOME:-}" ]]; then
  if [[ ! -x "$GRAALVM_HOME/bin/native-image" ]]; then
    echo "native-image: GRAALVM_HOME is $GRAALVM_HOME, but bin/native-image is not there" >&2
    exit 1
  fi
  echo "$GRAALVM_HOME"
elif command -v native-image >/dev/null 2>&1; then
  home_of "$(command -v native-image)"
elif [[ -x "$HOME/.graalvm/bin/native-image" ]]; then
  echo "$HOME/.graalvm"
elif [[ "${1:-}" != --local ]] && { docker info || podman info; } >/dev/null 2>&1; then
  echo container
else
  echo 'native-image: not found in GRAALVM_HOME, the path or ~/.graalvm, and no container engine answers; install Mandrel or GraalVM CE 25 (or 21), or Docker or Podman' >&2
  exit 1
fi
