#!/usr/bin/env bash
# make package: the packages of both services and the migrations, from what was built before, in target/packages: .tar.gz, .deb and
# .rpm, for the JVM always, with the native executables where these are there and no older than their sources.
#
#   VERSION=1.2.3 TARGET_GLIBC=2.31 package.sh [OUT]      VERSION: another than the POM's; TARGET_GLIBC: see infra/native/glibc.sh
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly here
cd "$here/../.."
readonly target="$PWD/${1:-target/packages}"
# Whole or not at all: what was there is replaced at the end.
readonly out="$target.new"
machine="$(uname -m)"
readonly machine

readonly said=3

fail() {
  echo "package: $1" >&2
  exit "$said"
}

# A tool that failed has said why above, if not in one line.
finish() {
  local status=$?
  rm -rf "$out"
  if ((status != 0 && status != said)); then
    echo "package: failed: what a command said stands above; ${target#"$PWD"/} is as it was" >&2
  fi
}

property() { # property NAME: of the root POM
  sed -n "s:^ *<$1>\(.*\)</$1>\$:\1:p" pom.xml | head -n 1
}

version="${VERSION:-$(property version)}"
[[ "$version" =~ ^[0-9A-Za-z][0-9A-Za-z.+-]{0,63}$ ]] || fail "VERSION is $version, which is no version"
# The time in every archive is the one that Maven puts into its own.
SOURCE_DATE_EPOCH="$(date -u -d "$(property project.build.outputTimestamp)" +%s)"
export SOURCE_DATE_EPOCH

module_of() { case "$1" in tandem-migrate) echo infra/migrate ;; *) echo "$1" ;; esac; }

native_executable() { # native_executable MODULE: nothing if there is none that fits its sources
  local runner newer
  runner="$(find "$1/target" -maxdepth 1 -name '*-runner' -type f | head -n 1)"
  [[ -n "$runner" ]] || return 0
  newer="$(find src-shared/*/src/main "$1/src/main" "$1/pom.xml" pom.xml -type f -newer "$runner" -print -quit)"
  if [[ -n "$newer" ]]; then
    echo "package: $runner is older than $newer, so it is left out: run \`make native\` again" >&2
    return 0
  fi
  "$here/../native/glibc.sh" fits "$runner"
  echo "$runner"
}

pack() { # pack NAME FLAVOR PROGRAM SBOM
  echo "package: $1 $version ($2)"
  "$here/pack.sh" "$1" "$version" "$2" "$3" "$4" "$out"
  "$here/linux/build.sh" "$1" "$version" "$2" "$out"
  rm -rf "$out/${1:?}-$version-$2"
}

rm -rf "$out"
mkdir -p "$out"
trap finish EXIT
natives=0
for name in order-native logistics-native tandem-migrate; do
  module="$(module_of "$name")"
  sbom="$module/target/bom.json"
  [[ -d "$module/target/quarkus-app" && -f "$sbom" ]] || fail "$module is not built with its SBOM: run \`make package\`"
  pack "$name" jvm "$module/target/quarkus-app" "$sbom"
  runner="$(native_executable "$module")"
  if [[ -n "$runner" ]]; then
    pack "$name" "linux-$machine" "$runner" "$sbom"
    ((++natives))
  fi
done
((natives == 3)) || echo "package: native executables: $natives of 3 (make native builds them); there are packages for the JVM"

cd "$out"
LC_ALL=C
sha256sum -- *.tar.gz *.deb *.rpm >SHA256SUMS
rm -rf "$target"
mv -T "$out" "$target"
echo "package: in ${target#"$OLDPWD"/}, with SHA256SUMS:"
cat SHA256SUMS
