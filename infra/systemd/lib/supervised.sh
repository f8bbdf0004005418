# shellcheck shell=bash disable=SC2034,SC2154 # part of install.sh, which has the other variables
# The program without systemd: supervise.sh keeps it running with the same settings, credentials and user. Nothing starts it
# after a boot but `install.sh --start`. lib/systemd.sh has the same functions for hosts with systemd.

readonly run="$root/run/tandem/$name"
readonly log="$root/var/log/tandem/$name.log"
# Longer than the units' TimeoutStopSec.
readonly stop_seconds=50

supervisor() { # its process id; nothing if it does not run, or if the number has become another process's
  local pid
  pid="$(cat "$run/supervisor.pid" 2>/dev/null)" || return 0
  if tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -F "supervise.sh keep $name $root" >/dev/null; then
    echo "$pid"
  fi
}

service_runs() { [[ -n "$(supervisor)" ]]; }

reload_units() { :; }

# Its descriptors are closed, or a caller that waits for our output would wait for the program's end.
begin_service() {
  [[ "$kind" == service ]] || return 0
  say "no systemd here: starting $name under supervise.sh, log in $log"
  install -d -m 0755 "$run" "${log%/*}"
  rm -f "$run/restarts"
  mark_log
  setsid bash "$opt/current/supervise.sh" keep "$name" "$root" </dev/null >>"$log" 2>&1 9>&- &
  local keeper=$! deadline=$((SECONDS + 60))
  until service_runs; do
    if ((SECONDS >= deadline)) || ! kill -0 "$keeper" 2>/dev/null; then
      tell_log
      fail "$name could not be started: $(last_words)"
    fi
    sleep 0.1
  done
}

stop_service() {
  local pid deadline=$((SECONDS + stop_seconds))
  pid="$(supervisor)"
  [[ -n "$pid" ]] || return 0
  kill -TERM "$pid" 2>/dev/null || :
  while [[ -n "$(supervisor)" ]]; do
    if ((SECONDS >= deadline)); then
      say "$name did not stop in $stop_seconds s and is killed"
      kill -KILL "$pid" "$(cat "$run/program.pid")" 2>/dev/null || :
      return 0
    fi
    sleep 0.2
  done
}

stop_and_disable() { stop_service; }

gave_up() { ! service_runs; }

restarts() { cat "$run/restarts" 2>/dev/null || echo 0; }

# Where this start's lines begin.
log_start=0

mark_log() { log_start="$(stat -c %s "$log" 2>/dev/null || echo 0)"; }

this_log() { tail -c "+$((log_start + 1))" "$log" 2>/dev/null || :; }

service_log() { this_log | tail -n "$1"; }

last_words() { this_log | sed '/^supervise: /d' | tail -n 1; }

wait_until_done() {
  say "no systemd here: running $name once, log in $log"
  install -d -m 0755 "$run" "${log%/*}"
  mark_log
  if ! timeout --kill-after="$stop_seconds" "$wait_seconds" bash "$opt/current/supervise.sh" once "$name" "$root" 9>&-; then
    tell_log
    fail "$name did not end well: $(last_words)"
  fi
  service_log "$log_lines"
}

remove_traces() {
  rm -rf "${run:?}" "$log" "$log.1" "$root/var/lib/tandem/${name:?}"
  rmdir --ignore-fail-on-non-empty "$root/run/tandem" "${log%/*}" "$root/var/lib/tandem" 2>/dev/null || :
}
