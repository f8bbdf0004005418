# shellcheck shell=bash disable=SC2034,SC2154 # part of install.sh, which has the other variables
# The program as a unit of systemd. lib/supervised.sh has the same functions for hosts without it.

service_runs() {
  # Activating: between two tries, too.
  [[ "$(systemctl show --property ActiveState --value "$name.service")" =~ ^(active|activating|reloading)$ ]]
}

reload_units() { systemctl daemon-reload; }

# Where in the journal this start's lines begin.
begun=''

mark_journal() { begun="$(journalctl --no-pager --lines 1 --show-cursor --output cat 2>/dev/null | sed -n 's/^-- cursor: //p')"; }

begin_service() {
  [[ "$kind" == service ]] || return 0
  mark_journal
  say "starting $name.service"
  systemctl --quiet reset-failed "$name.service" 2>/dev/null || :
  systemctl --quiet enable "$name.service"
  systemctl restart "$name.service" || {
    tell_log
    fail "$name.service could not be started: $(last_words)"
  }
}

# The unit's own limit bounds it.
stop_service() { systemctl stop "$name.service"; }

stop_and_disable() {
  systemctl --quiet stop "$name.service" 2>/dev/null || :
  systemctl --quiet disable "$name.service" 2>/dev/null || :
  systemctl --quiet reset-failed "$name.service" 2>/dev/null || :
}

gave_up() { systemctl --quiet is-failed "$name.service"; }

restarts() {
  local count
  count="$(systemctl show --property NRestarts --value "$name.service")"
  echo "${count:-0}"
}

# Not with --lines: together with a beginning it counts from there.
journal() { journalctl --no-pager --quiet --output cat ${begun:+"--after-cursor=$begun"} "$@" 2>&1; }

service_log() {
  journalctl --sync 2>/dev/null || :
  journal --unit "$name.service" | tail -n "$1"
}

# The program's own, not what systemd says of it, unless it never came to say anything.
last_words() {
  local words
  words="$(journal --identifier "$name" | tail -n 1)"
  [[ -n "$words" ]] || words="$(service_log 1)"
  printf '%s' "$words"
}

wait_until_done() {
  say "running $name.service"
  mark_journal
  systemctl --quiet reset-failed "$name.service" 2>/dev/null || :
  if ! timeout "$wait_seconds" systemctl start "$name.service" 2>/dev/null; then
    systemctl stop "$name.service" || :
    tell_log
    fail "$name did not end well: $(last_words)"
  fi
  service_log "$log_lines"
}

# Nothing but the journal, which is the host's.
remove_traces() { :; }
