#!/usr/bin/env bash
# Builds the native executables of both services and of the migrations, with what native-image.sh finds.
# The JVM's programs are built before: the migrations of a local stack and the packages need them as well.
#
# They are linked against a glibc that is no newer than the hosts' (glibc.sh), with sysroot.sh's where this machine's is newer.
#
#   build.sh            NATIVE_XMX=6g: the most that native-image may take for its heap
set -euo pipefail
read -ra mvn <<<"${MVN:-mvn}" # options may follow

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$here/../.."

home="$("$here/native-image.sh")"
options=(-B -ntp -DskipTests -Dnative "-Dquarkus.native.native-image-xmx=${NATIVE_XMX:-6g}")
if [[ "$home" == container ]]; then
  echo 'native: no native-image here, building in a container'
  options+=(-Dquarkus.native.container-build=true)
else
  echo "native: building with $("$home/bin/native-image" --version | sed -n 2p) in $home; about five minutes for each of three programs"
  export GRAALVM_HOME="$home"
  target="$("$here/glibc.sh" target)"
  own="$(getconf GNU_LIBC_VERSION | cut -d' ' -f2)"
  if [[ "$(printf '%s\n' "$own" "$target" | sort -V | tail -n 1)" != "$target" ]]; then
    if compiler="$("$here/sysroot.sh")"; then
      echo "native: linking against Debian 11's glibc, for hosts have $target and this machine $own (TARGET_GLIBC)"
      export PATH="$compiler:$PATH"
    else
      echo "native: linking against this machine's glibc $own: make package will refuse what needs more than hosts have ($target)"
    fi
  fi
fi
exec "${mvn[@]}" "${options[@]}" -pl infra/migrate,logistics-native,order-native -am package
