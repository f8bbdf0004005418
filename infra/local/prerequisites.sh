#!/usr/bin/env bash
# What the machine must have before Tandem can be built, run (`run`) or tested (`test`). Installs what is missing when it
# may (as root, with apt); otherwise says, one line for each thing, what is missing and which command brings it. For `test`
# also what some tests make use of; where that cannot be had, they say themselves that they are skipped.
set -euo pipefail

readonly what="${1:-run}"

missing=()    # Debian packages
wanted=()     # Debian packages that can be done without
complaints=() # what cannot be installed for the user

has_library() {
  # Not `ldconfig -p | grep -q`: grep would end first, and pipefail take ldconfig's broken pipe for "not found".
  local libraries
  libraries="$(ldconfig -p 2>/dev/null || true)"
  [[ "$libraries" == *"$1"* ]]
}

need_library() { # need_library libaio.so.1 libaio1
  has_library "$1 " || has_library "$1" || missing+=("$2")
}

need_command() { # need_command "${MVN:-mvn}" maven
  command -v "$1" >/dev/null 2>&1 || missing+=("$2")
}

want_command() { # want_command systemd-analyze systemd
  command -v "$1" >/dev/null 2>&1 || wanted+=("$2")
}

may_install() {
  command -v apt-get >/dev/null 2>&1 && ((EUID == 0))
}

update() { # once, however many ask
  [[ -n "${updated:-}" ]] || apt-get update -q || return 1
  updated=true
}

install() { # install PACKAGE…
  update && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

# These packages would also start their servers, so only the one program is taken out of them, to where the tests look.
fetch_program() { # fetch_program FOLDER PACKAGE PROGRAM, as in fetch_program …/promtool prometheus usr/bin/promtool
  local fresh
  mkdir -p "$(dirname "$1")"
  fresh="$(mktemp -d "$1.new.XXXXXX")"
  if { ((EUID != 0)) || update; } && (cd "$fresh" && apt-get download -q "$2") &&
    dpkg-deb --fsys-tarfile "$fresh"/*.deb | tar -x -C "$fresh" --no-same-owner --strip-components=3 "./$3"; then
    rm -f "$fresh"/*.deb
    mv -T "$fresh" "$1" || [[ -x "$1/${3##*/}" ]] || return 1 # another process may have been faster
  else
    rm -rf "$fresh"
    return 1
  fi
}

want_program() { # want_program PACKAGE PROGRAM
  # Without HOME, the one that Java takes: the account's.
  local name="${2##*/}" folder="${XDG_CACHE_HOME:-${HOME:-$(getent passwd "$(id -u)" | cut -d : -f 6)}/.cache}/tandem/${2##*/}"
  if ! command -v "$name" >/dev/null 2>&1 && [[ ! -x "/$2" && ! -x "$folder/$name" ]] && command -v apt-get >/dev/null 2>&1; then
    try "fetching $name" fetch_program "$folder" "$1" "$2"
  fi
}

# What some tests make use of, and are skipped without.
try() { # try DOING COMMAND…
  local doing="$1" log
  shift
  log="$(mktemp)"
  echo "$doing"
  "$@" >"$log" 2>&1 ||
    echo "prerequisites: $doing failed, and what needs it is not tested: $(grep -m 1 '^E:' "$log" || tail -n 1 "$log")"
  rm -f "$log"
}

java_release() {
  # "17.0.15" gives 17, "1.8.0_402" gives 1: too old either way.
  java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
}

read -ra mvn <<<"${MVN:-mvn}" # options may follow
maven_release() {
  "${mvn[@]}" -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p'
}

need_command java openjdk-17-jdk-headless
need_command javac openjdk-17-jdk-headless
need_command "${mvn[0]}" maven
need_library libaio.so.1 libaio1
need_library libnuma.so.1 libnuma1
if [[ "$what" == test ]]; then
  need_command chromium chromium
  if ! command -v fc-list >/dev/null 2>&1 || [[ -z "$(fc-list :lang=zh family 2>/dev/null)" ]]; then
    missing+=(fontconfig fonts-noto-cjk)
  fi
  want_command systemd-analyze systemd
  want_command shellcheck shellcheck
  want_command lintian lintian
  want_command rpmlint rpmlint
  want_command rpm rpm # Debian's rpmlint runs it, and does without it as a dependency
fi

if ((${#missing[@]} > 0)); then
  mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
  if ! command -v apt-get >/dev/null 2>&1; then
    for package in "${missing[@]}"; do
      complaints+=("$package is missing: install what your system calls it")
    done
  elif ((EUID != 0)); then
    for package in "${missing[@]}"; do
      complaints+=("$package is missing: run \`sudo apt-get install -y $package\`")
    done
  else
    echo "installing ${missing[*]}"
    log="$(mktemp)"
    if ! install "${missing[@]}" >"$log" 2>&1; then
      complaints+=("apt-get could not install ${missing[*]}: $(grep -m 1 '^E:' "$log" || tail -n 1 "$log") (see $log)")
    else
      rm -f "$log"
    fi
  fi
fi
if ((${#wanted[@]} > 0)) && may_install; then
  try "installing ${wanted[*]}" install "${wanted[@]}"
fi
if [[ "$what" == test ]]; then
  want_program prometheus usr/bin/promtool
  want_program nginx usr/sbin/nginx
fi

if command -v java >/dev/null 2>&1; then
  release="$(java_release)"
  if ((${release:-0} < 17)); then
    complaints+=("java is release ${release:-unknown}, but 17 is the least: run \`sudo apt-get install -y openjdk-17-jdk-headless\`")
  fi
fi

readonly least_maven=3.8.7 # dev mode needs more, which dev-maven.sh sees to
if command -v "${mvn[0]}" >/dev/null 2>&1; then
  release="$(maven_release)"
  if ! printf '%s\n' "$least_maven" "$release" | sort -CV; then
    complaints+=("Maven is ${release:-unknown}, but $least_maven is the least: \`infra/local/dev-maven.sh\` fetches one; call make with MVN=<its path>")
  fi
fi

if ((${#complaints[@]} > 0)); then
  printf 'prerequisites: %s\n' "${complaints[@]}" >&2
  exit 1
fi
