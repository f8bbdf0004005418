#!/usr/bin/env bash
# Holds .deb and .rpm against what lintian and rpmlint know, but for the exceptions in linux/, which say why.
#
#   lint.sh [FOLDER]      (target/packages)
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly here
readonly folder="${1:-$here/../../target/packages}"

fail() {
  echo "lint-packages: $1" >&2
  exit 1
}

shopt -s nullglob
debs=("$folder"/*.deb) rpms=("$folder"/*.rpm) status=0
((${#debs[@]} > 0 && ${#rpms[@]} > 0)) || fail "there are no .deb and .rpm in $folder: run \`make package\`"
for tool in lintian rpmlint rpm; do # rpmlint runs rpm
  command -v "$tool" >/dev/null 2>&1 || fail "$tool is missing: run \`sudo apt-get install -y $tool\`"
done

lintian --allow-root --tag-display-limit 0 --fail-on error,warning --suppress-tags-from-file "$here/linux/lintian.tags" "${debs[@]}" || status=1
rpmlint --strict --config "$here/linux/rpmlint.toml" "${rpms[@]}" || status=1
((status == 0)) || fail 'what stands above is neither mended nor among the exceptions in infra/package/linux'
