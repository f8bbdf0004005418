#!/usr/bin/env bash
# A folder with a gcc that links against Debian 11's glibc 2.31, so that executables start on older hosts than this one. Prints
# its path. Debian 11's libraries come from the Debian archive that apt is set up with, once for each user; nothing is installed.
set -euo pipefail

readonly release=bullseye
readonly packages=(libc6 libc6-dev linux-libc-dev zlib1g zlib1g-dev)
target="${XDG_CACHE_HOME:-$HOME/.cache}/tandem/sysroot-$release-$(uname -m)"
readonly target
readonly keys=/usr/share/keyrings/debian-archive-keyring.gpg

fail() {
  echo "sysroot: $1, so nothing can be linked against an older glibc here" >&2
  exit 1
}

# shellcheck disable=SC2016 # apt's own placeholder
archive() { apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -m 1 '/debian/\?$' || :; }

# With lists and a status of its own: for the machine's apt these packages are other versions of what it has.
from_archive() { # from_archive WORK APT-GET-ARGUMENT…
  local work="$1"
  shift
  apt-get -qq -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$work/lists" \
    -o Dir::Cache="$work/cache" -o Dir::State::status=/dev/null -o APT::Sandbox::User= "$@" >"$work/log" 2>&1
}

fetch() { # fetch WORK ROOT
  local uri each
  uri="$(archive)"
  [[ -n "$uri" && -f "$keys" ]] || fail 'apt is not set up with a Debian archive'
  mkdir -p "$1/lists/partial" "$1/cache/archives/partial" "$1/debs" "$2"
  echo "deb [signed-by=$keys] $uri $release main" >"$1/sources.list"
  { from_archive "$1" update && (cd "$1/debs" && from_archive "$1" download "${packages[@]}"); } ||
    fail "Debian 11's libraries could not be fetched: $(tail -n 1 "$1/log")"
  for each in "$1"/debs/*.deb; do
    dpkg-deb --extract "$each" "$2"
  done
}

# Links that lead away from the root would lead to this machine's libraries.
keep_links_inside() { # keep_links_inside ROOT
  local link to
  find "$1" -type l -lname '/*' -printf '%p\t%l\n' | while IFS=$'\t' read -r link to; do
    ln -sfnr "$1$to" "$link"
  done
}

# -B: crt1.o and libraries are looked for beside gcc's own first, and those are this machine's.
compiler() { # compiler FOLDER
  local gcc
  gcc="$(command -v gcc)" || fail 'gcc is missing'
  mkdir -p "$1/bin"
  cat >"$1/bin/gcc" <<END
#!/bin/sh
exec '$gcc' '--sysroot=$target/root' '-B$target/root/usr/lib/$(gcc -print-multiarch)/' "\$@"
END
  chmod 0755 "$1/bin/gcc"
}

if [[ ! -x "$target/bin/gcc" ]]; then
  mkdir -p "${target%/*}"
  work="$(mktemp -d "$target.new.XXXXXX")"
  trap 'rm -rf "$work"' EXIT
  fetch "$work" "$work/made/root"
  keep_links_inside "$work/made/root"
  compiler "$work/made"
  rm -rf "$target"
  mv -T "$work/made" "$target"
fi
echo "$target/bin"
