#!/usr/bin/env bash
# make release: what a maintainer publishes and a user needs, in target/release/VERSION, laid out as it goes into the buckets:
# packages, SBOMs, the ROS template with this version and its sums filled in, release notes from the commits, and SHA256SUMS.
#
#   BUCKET=NAME release.sh [--check]      --check: only whether what it is told makes sense
#
# BUCKET             an OSS bucket is of one region, and its name is unique: NAME-REGION will have this release, under tandem/VERSION
# PACKAGE_URL        instead of BUCKET, where the folder will be; {region} in it stands for the stack's region
# RELEASE_KEY        signs SHA256SUMS with this key of gpg, to SHA256SUMS.asc
# SINCE              the commit or tag that the release notes begin after; the last tag, if there is one
# PACKAGES RELEASES  other folders than target/packages and target/release
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly here
cd "$here/../.."
readonly packages="${PACKAGES:-$PWD/target/packages}" out="${RELEASES:-$PWD/target/release}"
# Whole or not at all.
readonly work="$out.new"

readonly said=3

fail() {
  echo "release: $1" >&2
  exit "$said"
}

# A tool that failed has said why above, if not in one line.
finish() {
  local status=$?
  rm -rf "$work"
  if ((status != 0 && status != said)); then
    echo "release: failed: what a command said stands above; ${out#"$PWD"/} is as it was" >&2
  fi
}

# ---- what there is ----
version_of_packages() {
  local found=("$packages"/tandem-migrate-*-jvm.tar.gz)
  [[ -f "${found[0]}" ]] || fail "there are no packages in target/packages: run \`make package\`"
  found=("${found[@]##*/tandem-migrate-}")
  echo "${found[0]%-jvm.tar.gz}"
}

# The native executables where all three are there.
flavor_of_packages() {
  local native
  native="linux-$(uname -m)"
  if [[ -f "$packages/order-native-$version-$native.tar.gz" && -f "$packages/logistics-native-$version-$native.tar.gz" &&
    -f "$packages/tandem-migrate-$version-$native.tar.gz" ]]; then
    echo "$native"
  else
    echo jvm
  fi
}

check() {
  [[ -n "${PACKAGE_URL:-}" || -n "${BUCKET:-}" ]] ||
    fail 'BUCKET is not set: the beginning of the names of the OSS buckets in which users will find this release'
  [[ -n "${PACKAGE_URL:-}" || "$BUCKET" =~ ^[a-z0-9][a-z0-9-]{1,40}$ ]] || fail "BUCKET is $BUCKET, which cannot begin a bucket's name"
  [[ "${PACKAGE_URL:-https://x}" =~ ^https://[^/]+(/.*[^/])?$ ]] || fail "PACKAGE_URL is $PACKAGE_URL, but it has to begin with https:// and end without a slash"
  git rev-parse --git-dir >/dev/null 2>&1 || fail 'release notes come from the commits, and this is no clone of the repository'
  [[ -z "${SINCE:-}" ]] || git rev-parse --verify --quiet "$SINCE^{commit}" >/dev/null || fail "SINCE is $SINCE, which is no commit"
  [[ -n "${RELEASE_KEY:-}" ]] || return 0
  command -v gpg >/dev/null 2>&1 || fail 'gpg is missing: install gnupg, or leave RELEASE_KEY out'
  gpg --batch --list-secret-keys "$RELEASE_KEY" >/dev/null 2>&1 || fail "gpg has no secret key $RELEASE_KEY"
}

# From inside the region, without a public address.
address() { echo "${PACKAGE_URL:-https://$BUCKET-{region\}.oss-{region\}-internal.aliyuncs.com/tandem/$version}"; }

sum() { # sum NAME: of the flavour's package
  local line
  line="$(grep "  $1-$version-$flavor.tar.gz\$" "$packages/SHA256SUMS")" || fail "target/packages/SHA256SUMS has no $1-$version-$flavor.tar.gz"
  echo "${line%% *}"
}

# ---- what is made ----
copy_packages() {
  local each name
  (cd "$packages" && LC_ALL=C sha256sum --check --strict --quiet SHA256SUMS) || fail "target/packages is not as it was built: run \`make package\`"
  cp "$packages"/*.tar.gz "$packages"/*.deb "$packages"/*.rpm "$work/"
  for each in "$packages"/*-"$version-jvm.tar.gz"; do
    name="$(basename "$each" "-$version-jvm.tar.gz")"
    tar -xzOf "$each" "$name-$version/sbom.cdx.json" >"$work/$name-$version.cdx.json"
  done
}

# The template's text with a default for a parameter, in place of the one it has, if any.
with_default() { # with_default PARAMETER VALUE
  local status=0
  awk -v parameter="  $1:" -v value="$2" '
    /^[A-Za-z]/ { parameters = $0 == "Parameters:" }
    /^  [A-Za-z]/ { inside = parameters && $0 == parameter; found += inside }
    inside && /^    Default:/ { next }
    { print }
    inside && /^    Type:/ { print "    Default: '\''" value "'\''" }
    END { exit found == 1 ? 0 : 4 }
  ' || status=$?
  ((status != 4)) || fail "the template has no parameter $1"
  return "$status"
}

write_template() {
  local url
  url="$(address)"
  with_default PackageBaseUrl "$url" <infra/ros/tandem.yml |
    with_default PackageVersion "$version" |
    with_default PackageFlavor "$flavor" |
    with_default OrderPackageSha256 "$(sum order-native)" |
    with_default LogisticsPackageSha256 "$(sum logistics-native)" |
    with_default MigratePackageSha256 "$(sum tandem-migrate)" >"$work/tandem-$version.yml"
}

# Conventional commits: what is new and what is mended, by their own titles.
write_notes() {
  local since="${SINCE:-}" range=HEAD
  [[ -n "$since" ]] || since="$(git describe --tags --abbrev=0 2>/dev/null || :)"
  [[ -z "$since" ]] || range="$since..HEAD"
  {
    echo "# Tandem $version"
    echo
    echo "From commit $(git rev-parse --short HEAD)${since:+, since $since}. Packages: $(packages_in_words)."
    section 'New' feat
    section 'Mended' fix
    section 'Faster' perf
  } >"$work/release-notes.md"
}

packages_in_words() { if [[ "$flavor" == jvm ]]; then echo 'for the JVM'; else echo 'native executables, and for the JVM'; fi; }

# "feat(order): what" gives "* **order:** what". What is measured and broken on purpose is nothing that users have.
section() { # section TITLE TYPE
  local lines
  lines="$(git log --no-merges --format=%s "$range" | grep -vE '^[a-z]+\((acceptance|bench|faults|load|rehearse|test)\)' |
    sed -nE "s/^$2!?: /* /p; s/^$2\(([a-z-]+)\)!?: /* **\1:** /p")"
  [[ -z "$lines" ]] || printf '\n## %s\n\n%s\n' "$1" "$lines"
}

write_sums() {
  (cd "$work" && find . -type f ! -name 'SHA256SUMS*' | sed 's:^\./::' | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS)
  [[ -n "${RELEASE_KEY:-}" ]] || return 0
  gpg --batch --yes --quiet --local-user "$RELEASE_KEY" --armor --detach-sign "$work/SHA256SUMS" ||
    fail "gpg could not sign with $RELEASE_KEY"
}

check
[[ "${1:-}" != --check ]] || exit 0
version="$(version_of_packages)"
flavor="$(flavor_of_packages)"
readonly version flavor
rm -rf "$work"
mkdir -p "$work"
trap finish EXIT
write_template
copy_packages
write_notes
write_sums
mkdir -p "$out"
rm -rf "${out:?}/$version"
mv -T "$work" "$out/$version"
echo "release: $version ($flavor$([[ -n "${RELEASE_KEY:-}" ]] && echo ', signed')) is in ${out#"$PWD"/}/$version"
