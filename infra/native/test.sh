#!/usr/bin/env bash
# Builds the native executables and runs the black-box tests against them; without native-image it says so and runs nothing.
set -euo pipefail
read -ra mvn <<<"${MVN:-mvn}" # options may follow

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$here/../.."

if ! home="$("$here/native-image.sh" --local 2>/dev/null)"; then
  echo 'SKIPPED: native builds and their tests: native-image is not in GRAALVM_HOME, the path or ~/.graalvm'
  exit 0
fi
export GRAALVM_HOME="$home"

make native
# Without -Dnative: the tests take the executables that are there, and their servers' migrations are a JVM program.
MODE=native "${mvn[@]}" -B -ntp verify -pl infra/acceptance -am '-Dtest=io.tandem.acceptance.**' -Dsurefire.failIfNoSpecifiedTests=false
make demo MODE=native
