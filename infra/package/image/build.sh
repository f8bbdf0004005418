#!/usr/bin/env bash
# make image: images of both services and the migrations from the packages in target/packages, in target/images, as tars for
# `docker load` and the like. No Docker daemon is needed: Jib writes them. Native ones where there are native packages.
#
#   build.sh
#
# BASE_IMAGE   what the images stand on instead of Red Hat's, which Quarkus' own stand on: a name in a registry, tar://FILE, or
#              docker://NAME out of a daemon. It has to have sh and Java 17 for the JVM; glibc and zlib for native executables
# REPOSITORY   what the images are called before their program's name (tandem)
set -euo pipefail
read -ra mvn <<<"${MVN:-mvn}" # options may follow

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly here
cd "$here/../../.."
readonly packages="${PACKAGES:-$PWD/target/packages}" out="${IMAGES:-$PWD/target/images}"
readonly work="$out.new"

readonly said=3

fail() {
  echo "image: $1" >&2
  exit "$said"
}

# A tool that failed has said why above, if not in one line.
finish() {
  local status=$?
  rm -rf "$work"
  if ((status != 0 && status != said)); then
    echo "image: failed: what a command said stands above; ${out#"$PWD"/} is as it was" >&2
  fi
}

base_of() { # base_of FLAVOR
  if [[ -n "${BASE_IMAGE:-}" ]]; then
    echo "$BASE_IMAGE"
  elif [[ "$1" == jvm ]]; then
    echo registry.access.redhat.com/ubi9/openjdk-17-runtime:1.23
  else
    # UBI micro with zlib.
    echo quay.io/quarkus/ubi9-quarkus-micro-image:2.0
  fi
}

# Maven's own words stand before and behind the reason.
why() { # why LOG
  local line
  line="$(grep -m 1 'Failed to execute goal' "$1" || tail -n 1 "$1")"
  line="${line##* on project tandem-images: }"
  echo "${line%% -> *}"
}

image() { # image NAME VERSION FLAVOR ARCHIVE
  local folder="$work/$1-$2-$3" base log
  local program="/opt/tandem/$1/bin/$1"
  base="$(base_of "$3")"
  log="$folder/log"
  # Jib wants classes, be there none in it.
  mkdir -p "$folder/root/opt/tandem/$1" "$folder/target/classes"
  local parts=(bin LICENSE sbom.cdx.json defaults.env)
  [[ "$3" != jvm ]] || parts+=(app)
  tar -xzf "$4" -C "$folder/root/opt/tandem/$1" --strip-components=1 --no-same-owner "${parts[@]/#/$1-$2/}"
  "${mvn[@]}" -q -B -ntp -f "$here/pom.xml" compile jib:buildTar -Djib.disableUpdateChecks=true "-Dtandem.work=$folder" "-Dtandem.base=$base" "-Dtandem.name=$1" \
    "-Dtandem.image=${REPOSITORY:-tandem}/$1:$2$([[ "$3" == jvm ]] || echo -native)" "-Dtandem.program=$program" \
    "-Dtandem.heap=$(sed -n 's/^RUNTIME_OPTIONS=//p' "$folder/root/opt/tandem/$1/defaults.env")" "-Dtandem.version=$2" \
    "-Dproject.build.outputTimestamp=$timestamp" "-Dtandem.tar=$work/$1-$2-$3.tar" >"$log" 2>&1 ||
    fail "$1 ($3) on $base: $(why "$log"); BASE_IMAGE names another base"
  rm -rf "$folder"
  echo "image: $1-$2-$3.tar"
}

timestamp="$(sed -n 's:^ *<project.build.outputTimestamp>\(.*\)</.*:\1:p' pom.xml)"
shopt -s nullglob
archives=("$packages"/{order-native,logistics-native,tandem-migrate}-*.tar.gz)
((${#archives[@]} > 0)) || fail "there are no packages in target/packages: run \`make package\`"
rm -rf "$work"
mkdir -p "$work"
trap finish EXIT
for archive in "${archives[@]}"; do
  [[ "${archive##*/}" =~ ^(order-native|logistics-native|tandem-migrate)-(.+)-(jvm|linux-[a-z0-9_]+)\.tar\.gz$ ]] ||
    fail "${archive##*/} is no package"
  image "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}" "$archive"
done
rm -rf "$out"
mv -T "$work" "$out"
