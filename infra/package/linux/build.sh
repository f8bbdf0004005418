#!/usr/bin/env bash
# Makes the .deb and the .rpm of a package that pack.sh has laid out: the same program and unit, without install.sh, whose work
# the package manager does. jdeb and the rpm plugin of packager.io write them, so neither Debian's nor Red Hat's tools are needed.
#
#   MAINTAINER='Name <address>' build.sh NAME VERSION FLAVOR OUT
set -euo pipefail
read -ra mvn <<<"${MVN:-mvn}" # options may follow

readonly name="$1" version="$2" flavor="$3" out="$4"
# The project has no address of its own; the publisher of the packages is written to about them.
readonly maintainer="${MAINTAINER:-Tandem contributors <maintainers@tandem.example>}"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly here
readonly from="$out/$name-$version-$flavor/$name-$version" work="$out/$name-$version-$flavor/linux"
readonly tree="$work/root" home="opt/tandem/$name/$version-$flavor"

# 1.0.0-SNAPSHOT comes before 1.0.0 for both package managers.
readonly base="${version%%-*}"
rest="${version#"$base"}"
readonly rest

lay_out() {
  local each units="$tree/usr/lib/systemd/system"
  mkdir -p "$tree/$home/systemd" "$units" "$tree/usr/share/doc/$package"
  for each in bin app defaults.env settings.example LICENSE sbom.cdx.json; do
    [[ ! -e "$from/$each" ]] || cp -R "$from/$each" "$tree/$home/"
  done
  cp "$from/systemd/handed-over.conf" "$tree/$home/systemd/"
  ln -s "$version-$flavor" "$tree/opt/tandem/$name/current"
  cp "$from/systemd/$name.service" "$units/"
  if [[ "$flavor" == jvm ]]; then
    install -D -m 0644 "$from/systemd/jvm.conf" "$units/$name.service.d/50-tandem-jvm.conf"
  fi
  filled_in "$here/copyright" >"$tree/usr/share/doc/$package/copyright"
  filled_in "$here/changelog" | gzip -n -9 >"$tree/usr/share/doc/$package/changelog.gz"
  find "$tree" -type d -exec chmod 0755 {} +
}

# What differs between the flavours. A host has one of them.
describe() {
  case "$flavor" in
    jvm)
      package="$name-jvm" other="$name" flavor_text='On the JVM.'
      deb_architecture=all rpm_architecture=noarch deb_depends='openjdk-17-jre-headless | java17-runtime-headless, passwd' rpm_needs=('java-headless >= 1:17' /bin/sh)
      ;;
    *)
      package="$name" other="$name-jvm" flavor_text='A native executable, which needs no Java.'
      glibc="$(sed -n 's/^GLIBC=//p' "$from/package.conf")"
      rpm_architecture="${flavor#linux-}" deb_depends="libc6 (>= $glibc), zlib1g, passwd"
      rpm_needs=("libc.so.6(GLIBC_$glibc)(64bit)" 'libz.so.1()(64bit)')
      case "$rpm_architecture" in
        x86_64) deb_architecture=amd64 ;;
        aarch64) deb_architecture=arm64 ;;
        *) deb_architecture="$rpm_architecture" ;;
      esac
      ;;
  esac
  case "$name" in
    order-native) summary='Tandem: takes payment orders and tells of them with transaction messages' ;;
    logistics-native) summary='Tandem: makes the shipment of each paid order' ;;
    *) summary='Tandem: brings the database up to date' ;;
  esac
  credentials="$(sed -n 's/^LoadCredential=\([A-Z_]*\):.*/\1/p' "$from/systemd/$name.service" | paste -sd' ')"
  kind="$(sed -n 's/^KIND=//p' "$from/package.conf")"
  if [[ "$kind" == service ]]; then start="systemctl enable --now $name"; else start="systemctl start $name"; fi
}

filled_in() {
  sed -e "s/@NAME@/$name/g; s/@PACKAGE@/$package/g; s/@KIND@/$kind/g; s/@START@/$start/g; s/@CREDENTIALS@/$credentials/g" \
    -e "s/@VERSION@/$version/; s/@FLAVOR@/$flavor/g; s:@HOME@:$home:; s/@MAINTAINER@/$maintainer/; s/@DATE@/$(date -u -R -d "@$SOURCE_DATE_EPOCH")/" \
    -e "s/@DEB_VERSION@/$base${rest/-/\~}/; s/@DEB_ARCHITECTURE@/$deb_architecture/; s/@SUMMARY@/$summary/; s/@FLAVOR_TEXT@/$flavor_text/" \
    -e "s/@DEB_RELATIONS@/Depends: $deb_depends\nConflicts: $other\nReplaces: $other/" "$1"
}

scripts() {
  mkdir -p "$work/deb" "$work/rpm"
  filled_in "$here/deb-control" >"$work/deb/control"
  filled_in "$here/scripts/before-install.sh" | tee "$work/rpm/pre" >"$work/deb/preinst"
  filled_in "$here/scripts/after-install.sh" | tee "$work/rpm/post" >"$work/deb/postinst"
  filled_in "$here/scripts/before-remove.sh" | tee "$work/rpm/preun" >"$work/deb/prerm"
  filled_in "$here/scripts/after-remove.sh" | tee "$work/rpm/postun" >"$work/deb/postrm"
}

# jdeb takes modes, owners and links from an archive as they are.
archive() {
  tar --sort=name --format=gnu --mtime="@${SOURCE_DATE_EPOCH:?}" --owner=root:0 --group=root:0 -C "$tree" -czf "$work/root.tar.gz" .
}

build() {
  local description
  printf -v description '%s\n%s' 'Two services kept consistent by RocketMQ transaction messages.' "$flavor_text"
  "${mvn[@]}" -q -B -ntp -f "$here/pom.xml" package "-Dtandem.work=$work" "-Dtandem.home=/$home" \
    "-Dtandem.folder=$version-$flavor" "-Dtandem.current=/opt/tandem/$name/current" \
    "-Dtandem.package=$package" "-Dtandem.other=$other" "-Dtandem.summary=$summary" "-Dtandem.description=$description" \
    "-Dtandem.rpm.version=$base" "-Dtandem.rpm.release=$rpm_release" "-Dtandem.rpm.architecture=$rpm_architecture" \
    "-Dtandem.rpm.needs=${rpm_needs[0]}" "-Dtandem.rpm.needs.also=${rpm_needs[1]}" "-Dtandem.rpm.maintainer=$maintainer" "-Dproject.build.outputTimestamp=$SOURCE_DATE_EPOCH" "-Dtandem.file=$out/$name-$version-$flavor"
}

rpm_release=1
[[ -z "$rest" ]] || rpm_release="0.${rest#-}"
describe
lay_out
scripts
archive
build
