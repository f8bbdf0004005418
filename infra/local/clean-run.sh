#!/usr/bin/env bash
# Forgets the data, logs and secrets of a local run. Never while it runs: its processes would go on without their files.
set -euo pipefail

readonly folder="${1:?usage: clean-run.sh <run folder>}"

if [[ ! -e "$folder" ]]; then
  echo "clean-run: $folder is not there, nothing to do"
  exit 0
fi

# Only what the runner made is removed, in case the folder was mistyped.
if [[ ! -e "$folder/lock" ]]; then
  echo "clean-run: $folder has no lock file, so it is no run of Tandem: left alone" >&2
  exit 1
fi

for file in "$folder"/*.pid; do
  [[ -e "$file" ]] || continue
  pid="$(<"$file")"
  if [[ "$pid" =~ ^[0-9]+$ && -r "/proc/$pid/cmdline" ]] \
    && tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q -e "$(realpath "$folder")" -e 'io\.tandem\.local\.run\.'; then
    echo "clean-run: $(basename "$file" .pid) still runs (process $pid): stop Tandem first" >&2
    exit 1
  fi
done

rm -rf -- "$folder"
echo "clean-run: removed $folder"
