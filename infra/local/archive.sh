#!/usr/bin/env bash
# Makes the archive of classes (AppCDS) of a program that tests start again and again: of RocketMQ, of the migration, of a service.
# Without one their starts cost twice as much, and that is all. See docs/decisions/0034.
#
#   archive.sh TARGET      a module's target folder
set -euo pipefail
readonly target="$1"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
readonly root work java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
readonly options=(-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-XX:ArchiveClassesAtExit=$work/classes.jsa" '-Xlog:cds*=off')

rocketmq() { # ends when its standard input does; the broker also opens the port two below its own
  local port=$((20000 + $$ % 10000))
  "$java" "${options[@]}" "-Duser.home=$work" "-Dtandem.log.dir=$work" -cp "$(echo "$target"/tandem-local-rocketmq-*.jar):$target/lib/*" \
    io.tandem.local.rocketmq.RocketMqLauncher "home=$work" "name-server-port=$port" "broker-port=$((port + 3))" "grpc-port=$((port + 2))"
}

migration() { # ends because there is no MySQL
  ! env -i MYSQL_HOST=127.0.0.1 MYSQL_PORT=1 MYSQL_USER=none MYSQL_PASSWORD=none "$java" "${options[@]}" -jar "$target/quarkus-app/quarkus-run.jar"
}

keep() { # keep PROGRAM ARCHIVE
  "$1" </dev/null >"$work/log" 2>&1 && [[ -s "$work/classes.jsa" ]] || return 1
  mv -f "$work/classes.jsa" "$2"
}

case "$target" in
  */infra/local/rocketmq/target) keep rocketmq "$target/rocketmq.jsa" ;;
  */infra/migrate/target) keep migration "$target/quarkus-app.jsa" ;;
  *) (cd "$target/quarkus-app" && "$root/infra/systemd/share-classes.sh" quarkus-run.jar ../quarkus-app.jsa) ;;
esac || echo "archive.sh: SKIPPED: no archive of classes for $target, so tests take longer: $(tail -n 1 "$work/log" 2>/dev/null || true)"
