# shellcheck shell=bash
# Sourced by lint.sh and plan.sh.
#
#   need PROGRAM OR_SKIP TOOL...
#
# Installs commands and the packages of package.json where it may (as root, with apt), and otherwise says what is missing: with
# OR_SKIP true in a line of its own and no failure.

unavailable() {
  if [[ "$or_skip" == true ]]; then
    echo "$program: SKIPPED, the ROS template was not checked: $1"
    exit 0
  fi
  echo "$program: $1" >&2
  exit 1
}

need_tools() {
  local missing=() tool log
  for tool in "$@"; do
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

# Exact versions in package.json take the place of a lock file, which would name the registry of the machine that made it.
need_packages() {
  local lint installed log
  lint="$(dirname "${BASH_SOURCE[0]}")"
  installed="$lint/node_modules/.installed"
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

need() {
  local program="$1" or_skip="$2"
  need_tools "${@:3}"
  need_release
  need_packages
}
