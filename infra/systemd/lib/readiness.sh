# shellcheck shell=bash disable=SC2034,SC2154 # part of install.sh, which has the other variables
# Whether the program is ready: a service says so on its management port, a migration ends well.

readonly log_lines=20
# A program that ended so often since its start will not become ready by itself.
readonly most_restarts=3

ready_address() {
  local host port
  host="$(setting QUARKUS_MANAGEMENT_HOST 127.0.0.1)"
  port="$(setting QUARKUS_MANAGEMENT_PORT 9000)"
  case "$host" in
    0.0.0.0 | ::) host=127.0.0.1 ;;
    *:*) host="[$host]" ;;
  esac
  printf 'http://%s:%s/q/health/ready' "$host" "$port"
}

ask() { curl --silent --show-error --noproxy '*' --connect-timeout 2 --max-time 5 "$@" "$(ready_address)"; }

# Else another program's answer could be taken for ours.
port_is_free() {
  [[ "$kind" == service ]] || return 0
  ! ask --output /dev/null 2>/dev/null || fail "another program answers at $(ready_address)"
}

# The names of the checks that are down, as the answer tells them.
what_is_down() {
  tr -d '\n' | sed 's/"name"/\n&/g' | sed -n 's/^"name" *: *"\([^"]*\)" *, *"status" *: *"DOWN".*/\1/p' | paste -sd, | sed 's/,/, /g'
}

tell_log() {
  echo "---- the last lines of $name's log ----"
  service_log "$log_lines"
  echo '----'
}

wait_until_ready() {
  if [[ "$kind" == oneshot ]]; then
    wait_until_done
    return
  fi
  local deadline=$((SECONDS + wait_seconds)) answer down
  until ask --fail --output /dev/null 2>/dev/null; do
    if gave_up || (($(restarts) >= most_restarts)); then
      tell_log
      fail "$name does not stay up: $(last_words)"
    fi
    if ((SECONDS >= deadline)); then
      answer="$(ask 2>&1 || :)"
      down="$(what_is_down <<<"$answer")"
      tell_log
      fail "$name is not ready after $wait_seconds s: ${down:+down: }${down:-${answer:0:200}}"
    fi
    sleep 0.2
  done
}
