#!/usr/bin/env bash
# Runs a program as its unit would, where there is no systemd: the same settings, credentials, user and capability, started
# again RESTART_DELAY seconds (2) after it ended, until SIGTERM. install.sh starts it.
#
#   supervise.sh keep|once NAME [ROOT]
set -euo pipefail

readonly mode="$1" name="$2" root="${3:-}"
readonly opt="$root/opt/tandem/$name" etc="$root/etc/tandem/$name" run="$root/run/tandem/$name"
readonly log="$root/var/log/tandem/$name.log"
here="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
readonly here
# shellcheck source=/dev/null
. "$here/lib/environment.sh"
readonly log_limit=10000000 restart_seconds="${RESTART_DELAY:-2}"

# ---- the environment ----
environment=()
runtime_options=()

read_environment() { # read_environment FILE: in systemd's form, as install.sh writes it
  local line key value
  while IFS= read -r line; do
    key="${line%%=*}"
    value="$(unquoted "${line#*=}")"
    environment+=("$key=$value")
    if [[ "$key" == RUNTIME_OPTIONS ]]; then
      read -ra runtime_options <<<"$value"
    fi
  done < <(setting_lines "$1")
}

# In memory, on a host. Only the program's user may read them.
hand_over_credentials() {
  local target="$run/credentials"
  rm -rf "$target"
  install -d -m 0700 "$target"
  install -m 0400 "$etc"/credentials/* "$target"
  [[ -z "$as" ]] || chown -R "$as:$as" "$target"
  environment+=("CREDENTIALS_DIRECTORY=$target")
}

# A folder of its own instead of everybody's /tmp, which the unit has by PrivateTmp. Not below /run, where nothing may be executed:
# native libraries are unpacked into it.
readonly own="$root/var/lib/tandem/$name"

own_temporary_folder() {
  rm -rf "$own/tmp"
  install -d -m 0755 "$own"
  install -d -m 0700 "$own/tmp"
  [[ -z "$as" ]] || chown "$as:$as" "$own/tmp"
  runtime_options+=("-Djava.io.tmpdir=$own/tmp")
}

# ---- the program ----
readonly port_80='-all,+net_bind_service'
as='' wrapper=()

find_user() {
  [[ "$EUID" == 0 && -z "$root" ]] || return 0
  as="$name"
  wrapper=(setpriv --reuid "$(id -u "$name")" --regid "$(id -g "$name")" --clear-groups --no-new-privs
    "--bounding-set=$port_80" "--inh-caps=$port_80" "--ambient-caps=$port_80" --)
}

program() {
  cd "$opt/current"
  umask 077
  ulimit -c 0
  ulimit -n 65536 2>/dev/null || :
  exec env -i "PATH=$PATH" LANG=C.UTF-8 "${environment[@]}" "${wrapper[@]}" "$opt/current/bin/$name" "${runtime_options[@]}"
}

# Two files of ten megabytes at most.
keep_log() {
  local line size
  trap '' TERM INT HUP
  size="$(stat -c %s "$log" 2>/dev/null || echo 0)"
  while IFS= read -r line; do
    if ((size > log_limit)); then
      mv "$log" "$log.1"
      size=0
    fi
    printf '%s\n' "$line" >>"$log"
    ((size += ${#line} + 1))
  done
}

stopping=false child=''

stop() {
  stopping=true
  [[ -z "$child" ]] || kill -TERM "$child" 2>/dev/null || :
}

# A signal ends bash's wait, not the program.
until_it_ended() {
  local status=0
  while :; do
    wait "$child" && status=0 || status=$?
    kill -0 "$child" 2>/dev/null || return "$status"
  done
}

main() {
  local restarts=0 status=0
  read_environment "$opt/current/defaults.env"
  read_environment "$etc/settings.env"
  find_user
  hand_over_credentials
  own_temporary_folder
  trap stop TERM INT
  echo $$ >"$run/supervisor.pid"
  exec > >(keep_log) 2>&1
  local keeper=$!
  while :; do
    (program) &
    child=$!
    echo "$child" >"$run/program.pid"
    [[ "$stopping" == false ]] || stop
    until_it_ended && status=0 || status=$?
    [[ "$mode" == keep && "$stopping" == false ]] || break
    echo "supervise: $name ended with $status, starting it again in $restart_seconds s"
    echo "$((++restarts))" >"$run/restarts"
    sleep "$restart_seconds" &
    child=$!
    until_it_ended || :
    [[ "$stopping" == false ]] || break
  done
  rm -rf "$run/credentials"
  # Who waits for us wants to read the log's end.
  exec >&- 2>&-
  wait "$keeper" || :
  rm -f "$run/supervisor.pid" "$run/program.pid"
  [[ "$stopping" == false ]] || exit 0
  exit "$status"
}

main
