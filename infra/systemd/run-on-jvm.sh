#!/bin/sh
# Runs the program on the JVM. Arguments are options of the JVM, as a native executable takes them as well.
set -eu
home="$(dirname "$(dirname "$(readlink -f "$0")")")"
# See share-classes. A JVM that cannot use the archive says nothing of it, and starts.
if [ -r "$home.jsa" ]; then
  set -- "-XX:SharedArchiveFile=$home.jsa" -Xshare:auto '-Xlog:cds*=off' "$@"
fi
# What jstat would read of it lies in everybody's /tmp, and stays there.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData "$@" -jar "$home/app/quarkus-run.jar"
