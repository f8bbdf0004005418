#!/bin/sh
# Makes the archive of classes that a program on the JVM starts from (AppCDS): runs the program, which reaches no server, and stops
# it when it listens. A JVM takes no archive but one of the very same build of itself, so this is done on the host that has the JVM.
# Without an archive, or with one that does not fit, a start takes longer, and that is all. See docs/decisions/0034.
#
#   share-classes JAR ARCHIVE [USER]      USER: whom root lets run it
set -eu
jar="$1" archive="$2" user="${3:-}"
work="$(mktemp -d)"
pid=''
trap '[ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || :; rm -rf "$work"' EXIT

fail() {
  echo "share-classes: $1" >&2
  exit 1
}

if [ -n "$user" ]; then
  chown "$user" "$work"
  set -- setpriv "--reuid=$user" "--regid=$user" --clear-groups
else
  set --
fi
port=$((20000 + $$ % 10000))
env -i PATH="$PATH" MYSQL_HOST=127.0.0.1 MYSQL_PORT=1 MYSQL_USER=none MYSQL_PASSWORD=none \
  APP_DEMO_ROCKETMQ_ENDPOINT=127.0.0.1:1 APP_DEMO_USERNAME=none APP_DEMO_PASSWORD=none-but-long-enough LOGISTICS_URL=http://127.0.0.1:1 \
  QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT="$port" QUARKUS_MANAGEMENT_HOST=127.0.0.1 QUARKUS_MANAGEMENT_PORT=$((port + 1)) \
  "$@" "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx192m -XX:+UseSerialGC -XX:-UsePerfData -XX:ArchiveClassesAtExit="$work/classes.jsa" \
  '-Xlog:cds*=off' -jar "$jar" >"$work/log" 2>&1 &
pid=$!
tries=600
until grep -q 'Listening on' "$work/log"; do
  kill -0 "$pid" 2>/dev/null || fail "the program ended: $(tail -n 1 "$work/log")"
  tries=$((tries - 1))
  [ "$tries" -gt 0 ] || fail 'the program did not come up'
  sleep 0.1
done
kill -TERM "$pid"
wait "$pid" || :
pid=''
[ -s "$work/classes.jsa" ] || fail 'the JVM wrote no archive'
cp "$work/classes.jsa" "$archive.new"
chmod 0644 "$archive.new"
mv "$archive.new" "$archive"
