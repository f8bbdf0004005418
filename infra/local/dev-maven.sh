#!/usr/bin/env bash
# Prints the path of a Maven that Quarkus' dev mode accepts: MVN, or mvn on the path, where it is new enough; otherwise that
# Maven fetches a newer one into the user's cache, so that the user's own mirrors and proxies apply.
set -euo pipefail

readonly least=3.9.0
readonly fetched=3.9.12 # what quarkus-maven-plugin asks for
mvn="${MVN:-mvn}"

version="$("$mvn" -v | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')" || true
if [[ -z "$version" ]]; then
  echo "dev-maven: $mvn does not tell its version" >&2
  exit 1
fi
if printf '%s\n' "$least" "$version" | sort -CV; then
  command -v "$mvn"
  exit
fi

readonly home="${XDG_CACHE_HOME:-$HOME/.cache}/tandem/apache-maven-$fetched"
if [[ ! -x "$home/bin/mvn" ]]; then
  echo "dev mode needs Maven $least or newer, $mvn is $version: fetching $fetched into $home" >&2
  mkdir -p "$(dirname "$home")"
  fresh="$(mktemp -d "$home.new.XXXXXX")"
  trap 'rm -rf "$fresh"' EXIT
  "$mvn" -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
    "-Dartifact=org.apache.maven:apache-maven:$fetched:zip:bin" "-DoutputDirectory=$fresh" >&2
  # Another process may have been faster.
  mv -T "$fresh/apache-maven-$fetched" "$home" 2>/dev/null || [[ -x "$home/bin/mvn" ]]
fi
echo "$home/bin/mvn"
