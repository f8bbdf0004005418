#!/usr/bin/env bash
# Installs the package that it lies in on this host, goes back to the version before, or takes everything away again.
# Says what it does; when it fails, its last line says why. `install.sh --help` lists the options.
# shellcheck disable=SC2034,SC2154 # lib/*.sh, which main reads, use and set some of the variables
set -euo pipefail

here="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
readonly here

usage() {
  cat <<END
Installs $name $version ($flavor) on this host and starts it; with one of the actions, does that instead.

  install.sh [--config FILE] [--credentials DIRECTORY] [--wait SECONDS] [--root DIRECTORY] [--no-start]
  install.sh --rollback | --uninstall | --start | --stop  [--wait SECONDS] [--root DIRECTORY]

  --config FILE        the settings, one KEY=value in a line, values as they stand; settings.example lists them.
                       Takes the place of all settings there were. Without it these are kept
  --credentials DIR    one file for each secret, named like its setting (MYSQL_PASSWORD). Without it those there are are kept
  --wait SECONDS       how long to wait until it is ready (120), or a migration is done (as long as its unit lets it run)
  --root DIRECTORY     install below this directory, with processes of the user who calls, not under systemd
  --no-start           lay out the files only, to start at the next boot: for images
  --rollback           back to the version before, with its settings and today's credentials; after an upgrade that was cut off,
                       to the last version that was ready, with its settings and credentials
  --uninstall          stop it, and take away program, settings, credentials, unit and user
  --start, --stop      what systemctl does, where there is no systemd as well
END
}

say() { echo "install: $*"; }

# ---- how it ends: the EXIT trap puts things back, and the reason comes last ----
readonly unknown='a command failed; what it said stands above'
reason="$unknown"
undo=''

finish() {
  local status=$?
  trap - EXIT
  ((status != 0)) || exit 0
  # Heard and not heeded: what is ignored here would be ignored for ever by the processes that undo starts.
  trap : HUP INT TERM
  set +e
  [[ "$reason" != "$unknown" || "$locked" == false ]] || look_for_full_disk
  [[ -z "$undo" ]] || "$undo"
  [[ "$locked" == false ]] || forget_lock
  echo "install: failed: $reason" >&2
  exit "$status"
}

fail() {
  reason="$1"
  exit 1
}

# ---- what this package is, and whether it is whole ----
name='' version='' flavor='' kind='' glibc=''

read_package() {
  local key value
  [[ -f "$here/package.conf" ]] || fail "$here has no package.conf: this is no package"
  while IFS='=' read -r key value; do
    case "$key" in
      NAME) name="$value" ;;
      VERSION) version="$value" ;;
      FLAVOR) flavor="$value" ;;
      KIND) kind="$value" ;;
      GLIBC) glibc="$value" ;;
      *) fail "unknown key in package.conf: $key" ;;
    esac
  done <"$here/package.conf"
  readonly name version flavor kind glibc
}

verify_checksums() {
  local wrong listed found
  wrong="$(cd "$here" && LC_ALL=C sha256sum --check --strict --quiet SHA256SUMS 2>&1)" ||
    fail "the package is not as it was built: $(tr '\n' ' ' <<<"$wrong")"
  listed="$(sed 's/^[0-9a-f]*  //' "$here/SHA256SUMS" | LC_ALL=C sort)"
  found="$(cd "$here" && find . ! -type d ! -path ./SHA256SUMS | LC_ALL=C sort)"
  [[ "$listed" == "$found" ]] || fail "the package has files that SHA256SUMS does not list"
}

# ---- options ----
action=install config='' credentials='' wait_seconds='' root='' start=true

read_options() {
  while (($# > 0)); do
    case "$1" in
      --help)
        usage
        exit 0
        ;;
      --rollback | --uninstall | --start | --stop) action="${1#--}" ;;
      --no-start) start=false ;;
      --config | --credentials | --wait | --root)
        (($# > 1)) || fail "$1 needs a value; see --help"
        case "$1" in
          --config) config="$2" ;;
          --credentials) credentials="$2" ;;
          --wait) wait_seconds="$2" ;;
          --root) root="$(readlink -m "$2")" ;;
        esac
        shift
        ;;
      *) fail "unknown option $1; see --help" ;;
    esac
    shift
  done
  [[ -n "$wait_seconds" ]] || wait_seconds="$(default_wait)"
  [[ "$wait_seconds" =~ ^[0-9]{1,4}$ ]] || fail "--wait $wait_seconds is not a number of seconds"
  [[ -z "$config" || -f "$config" ]] || fail "there is no file $config"
  [[ -z "$credentials" || -d "$credentials" ]] || fail "there is no directory $credentials"
  [[ "$root" != / ]] || root=''
  [[ -n "$root" || "$EUID" == 0 ]] || fail 'only root may install; or try --root DIRECTORY'
  readonly action config credentials wait_seconds root start
}

default_wait() {
  if [[ "$kind" == oneshot ]]; then sed -n 's/^TimeoutStartSec=//p' "$here/systemd/$name.service"; else echo 120; fi
}

# ---- one at a time for each program ----
locked=false

lock() {
  mkdir -p "$root/run/tandem"
  exec 9>"$root/run/tandem/$name.lock"
  flock --wait 60 9 || fail "another install.sh of $name is at work"
  locked=true
}

# A host on which nothing was installed is as it was before.
forget_lock() {
  [[ ! -d "$opt" ]] || return 0
  rm -f "$root/run/tandem/$name.lock"
  rmdir --ignore-fail-on-non-empty "$root/run/tandem" 2>/dev/null || :
}

# ---- what the host must have ----

need() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null 2>&1 || fail "$tool is missing on this host"
  done
}

# A native executable is for one kind of machine, and starts only where glibc is as new as the one that it was linked against.
need_machine() {
  # An image that is laid out below --root is not this host.
  [[ "$flavor" != jvm && ! (-n "$root" && "$start" == false) ]] || return 0
  local here_is has
  here_is="linux-$(uname -m)"
  [[ "$here_is" == "$flavor" ]] || fail "this package is for $flavor, and this host is $here_is"
  [[ -n "$glibc" ]] || return 0
  has="$(getconf GNU_LIBC_VERSION 2>/dev/null | sed -n 's/^glibc //p' || :)"
  [[ "$(printf '%s\n' "$glibc" "${has:-0}" | sort -V | tail -n 1)" == "$has" ]] ||
    fail "$name $version needs glibc $glibc or later, and this host has ${has:-none}: use a newer Linux, or the package for the JVM"
}

need_java() {
  [[ "$flavor" == jvm && "$start" == true ]] || return 0
  local java release
  # Settings may name another Java than the path's.
  java="$(set_lines "${config:-/dev/null}" | sed -n 's/^JAVA_HOME=//p' | tail -n 1)"
  java="${java:+$java/bin/}java"
  command -v "$java" >/dev/null 2>&1 || fail 'Java is missing on this host: the package for the JVM needs Java 17 or later'
  release="$("$java" -XX:-UsePerfData -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)"
  ((${release:-0} >= 17)) || fail "Java on this host is release ${release:-unknown}, but 17 is the least"
}

# ---- the actions ----
may_be_installed() {
  need curl flock iconv setsid
  need_machine
  need_java
  [[ -f "$settings" || -n "$config" ]] || fail 'there are no settings yet: give them with --config (settings.example shows them)'
  not_from_the_package_manager
  check_settings
  check_credentials
}

install_package() {
  undo=take_back
  remember
  add_user
  stage_release
  share_classes
  undo=go_back
  write_settings
  write_credentials
  switch_to "$release"
  if [[ "$start" == true ]]; then
    run_and_wait
  else
    enable_unit
    say "$name $version ($flavor) is laid out$([[ "$kind" != service ]] || echo ' and starts with the next boot')"
  fi
  undo=''
  keep_the_version_before
}

roll_back() {
  local cut_off
  cut_off="$(was_cut_off && echo true || echo false)"
  [[ "$cut_off" == true || -n "$(target_of previous)" ]] || fail 'no version before is kept here'
  remember
  undo=go_back
  if [[ "$cut_off" == true ]]; then
    restore
  else
    if [[ -f "$settings_before" ]]; then
      mv "$settings_before" "$settings"
    fi
    switch_to "$(target_of previous)"
  fi
  run_and_wait
  undo=''
  keep_the_version_before
}

uninstall() {
  stop_and_disable
  remove_everything
  say "$name is gone"
}

run_and_wait() {
  stop_service
  port_is_free
  begun=true
  begin_service
  wait_until_ready
  say "$name $(installed_version) is ready"
}

main() {
  trap finish EXIT
  trap 'fail interrupted' HUP INT TERM
  umask 022
  read_package
  read_options "$@"
  verify_checksums
  # Only now: the rest of the program is among the files that were checked.
  local part
  for part in environment settings releases readiness "$([[ -z "$root" && -d /run/systemd/system ]] && echo systemd || echo supervised)"; do
    # shellcheck source=/dev/null
    . "$here/lib/$part.sh"
  done
  [[ "$action" != install ]] || may_be_installed
  lock
  case "$action" in
    install) install_package ;;
    rollback) roll_back ;;
    uninstall) uninstall ;;
    start) run_and_wait ;;
    stop) stop_service && say "$name is stopped" ;;
  esac
}

main "$@"
