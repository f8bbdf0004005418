#!/usr/bin/env bash
# Lays one package out in a folder and makes its .tar.gz: the same bytes for the same inputs, on any machine and at any time.
#
#   pack.sh NAME VERSION FLAVOR PROGRAM SBOM OUT
#
# FLAVOR is jvm, and PROGRAM a quarkus-app folder, or linux-x86_64 and the like, and PROGRAM a native executable. In OUT it makes
# the folder NAME-VERSION-FLAVOR and the .tar.gz of that name, with the folder NAME-VERSION in it.
set -euo pipefail

readonly name="$1" version="$2" flavor="$3" program="$4" sbom="$5" out="$6"
systemd="$(cd "$(dirname "${BASH_SOURCE[0]}")/../systemd" && pwd)"
native="$systemd/../native"
readonly systemd native
readonly stage="$out/$name-$version-$flavor/$name-$version"

lay_out() {
  local glibc
  rm -rf "${stage%/*}"
  mkdir -p "$stage/bin" "$stage/lib" "$stage/systemd"
  cp "$systemd/install.sh" "$systemd/supervise.sh" "$stage/"
  cp "$systemd"/lib/*.sh "$stage/lib/"
  cp "$systemd/$name.service" "$systemd/handed-over.conf" "$stage/systemd/"
  cp "$systemd/defaults/$name.env" "$stage/defaults.env"
  cp "$systemd/examples/$name.env" "$stage/settings.example"
  cp "$systemd/../../LICENSE" "$stage/LICENSE"
  cp "$sbom" "$stage/sbom.cdx.json"
  if [[ "$flavor" == jvm ]]; then
    cp -R "$program" "$stage/app"
    cp "$systemd/run-on-jvm.sh" "$stage/bin/$name"
    cp "$systemd/share-classes.sh" "$stage/bin/share-classes"
    cp "$systemd/jvm.conf" "$stage/systemd/"
  else
    cp "$program" "$stage/bin/$name"
  fi
  printf 'NAME=%s\nVERSION=%s\nFLAVOR=%s\nKIND=%s\n' "$name" "$version" "$flavor" "$(kind)" >"$stage/package.conf"
  if [[ "$flavor" != jvm ]]; then
    glibc="$("$native/glibc.sh" needed "$program")"
    printf 'GLIBC=%s\n' "$glibc" >>"$stage/package.conf"
  fi
}

kind() { if grep -q '^Type=oneshot' "$systemd/$name.service"; then echo oneshot; else echo service; fi; }

even_modes() {
  find "$stage" -type d -exec chmod 0755 {} +
  find "$stage" -type f -exec chmod 0644 {} +
  chmod 0755 "$stage/install.sh" "$stage/supervise.sh" "$stage"/bin/*
}

sums() { (cd "$stage" && find . -type f ! -path ./SHA256SUMS | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS && chmod 0644 SHA256SUMS); }

# No time of its own, no user's name, and always the same order.
archive() {
  tar --sort=name --format=gnu --mtime="@${SOURCE_DATE_EPOCH:?}" --owner=0 --group=0 --numeric-owner \
    -C "${stage%/*}" -cf - "$name-$version" | gzip -n -6 >"$out/$name-$version-$flavor.tar.gz"
}

lay_out
even_modes
sums
archive
