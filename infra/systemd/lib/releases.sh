# shellcheck shell=bash disable=SC2034,SC2154 # part of install.sh, which has the other variables
# Versions side by side: /opt/tandem/NAME/VERSION-FLAVOR-SUM, with the links `current`, `ready` and `previous`. The sum is that of
# the contents, so that what is built twice under one version never overwrites what runs.
#
# Invariant: `ready` leads to the last version that became ready. While another one is brought up, /etc/tandem/NAME.before has its
# settings and credentials. So a run that is killed, or a host that loses power, loses nothing that is needed to go back.

readonly opt="$root/opt/tandem/$name"
release=''

target_of() { readlink "$opt/$1" 2>/dev/null || :; }

link() { # link NAME TARGET: in one step, so that it always leads somewhere
  ln -sfn "$2" "$opt/$1.new"
  mv -T "$opt/$1.new" "$opt/$1"
}

installed_version() { echo "$(sed -n 's/^VERSION=//p' "$opt/current/package.conf") ($(sed -n 's/^FLAVOR=//p' "$opt/current/package.conf"))"; }

not_from_the_package_manager() {
  local unit="usr/lib/systemd/system/$name.service"
  [[ ! -e "$root/$unit" ]] || fail "$name is installed by this host's package manager (/$unit): use that, or remove it first"
}

staged=false

stage_release() {
  local sum
  sum="$(sha256sum "$here/SHA256SUMS")"
  release="$version-$flavor-${sum:0:8}"
  [[ ! -d "$opt/$release" ]] || return 0
  rm -rf "$opt/$release.new"
  install -d -m 0755 "$root/opt/tandem" "$opt"
  cp -R "$here" "$opt/$release.new" 2>/dev/null || fail "$opt cannot hold the package: $(free_space)"
  # Whatever umask unpacked it: the service reads it, only root changes it.
  chmod -R u=rwX,go=rX "$opt/$release.new"
  [[ -n "$root" ]] || chown -R 0:0 "$opt/$release.new"
  staged=true
  mv -T "$opt/$release.new" "$opt/$release"
}

# Before the version that runs is stopped. A start is shorter with it, and no worse without.
share_classes() {
  local home="$opt/$release" java
  [[ "$flavor" == jvm && "$kind" == service && "$start" == true && ! -e "$home.jsa" ]] || return 0
  java="$(sed -n 's/^JAVA_HOME=//p' "${config:-$settings}" | tail -n 1)"
  JAVA_HOME="$java" "$home/bin/share-classes" "$home/app/quarkus-run.jar" "$home.jsa" "$([[ -n "$root" ]] || echo "$name")" ||
    say 'starts without an archive of classes, which takes a little longer'
}

# Why a command may have failed that does not say so in one line.
look_for_full_disk() {
  local each
  for each in "$opt" "$etc"; do
    if [[ -d "$each" ]] && (($(free_kilobytes "$each") < 64)); then reason="no space is left for $each"; fi
  done
}

free_kilobytes() { df -Pk "$1" | sed -n '2s/  */ /gp' | cut -d' ' -f4; }

free_space() { echo "$(du -sk "$here" | cut -f1) kB are needed, $(free_kilobytes "$opt") kB are free"; }

# ---- what was there before, to go back to ----
ready_before='' previous_before='' ran_before=false was_there=false begun=false

# Of another version's settings, nothing can be said.
before_is_of_ready() { [[ "$(cat "$etc.before/release" 2>/dev/null)" == "$(target_of ready)" ]]; }

# An earlier run of this program has not come to its end.
was_cut_off() { [[ -n "$(target_of ready)" ]] && { before_is_of_ready || [[ "$(target_of ready)" != "$(target_of current)" ]]; }; }

remember() {
  [[ ! -d "$opt" && ! -d "$etc" ]] || was_there=true
  ready_before="$(target_of ready)"
  previous_before="$(target_of previous)"
  if service_runs; then ran_before=true; fi
  [[ -n "$ready_before" ]] || return 0
  # After a run that was killed, what is in $etc is not what the version was ready with.
  if ! before_is_of_ready; then
    rm -rf "$etc.before" "$etc.before.new"
    cp -a "$etc" "$etc.before.new"
    echo "$ready_before" >"$etc.before.new/release"
    mv -T "$etc.before.new" "$etc.before"
  fi
}

switch_to() {
  link current "$1"
  install_unit
}

# The version that was ready, as it was.
restore() {
  if [[ -d "$etc.before" ]]; then
    rm -rf "$etc"
    mv -T "$etc.before" "$etc"
    rm -f "$etc/release"
  fi
  switch_to "$ready_before"
}

# What this run has laid out. Before the rest: a full disk has room again.
take_back() {
  rm -rf "$opt/$release.new" "$etc.before.new"
  [[ "$staged" == false ]] || rm -rf "${opt:?}/$release" "$opt/$release.jsa"
  [[ "$was_there" == true ]] || remove_everything
}

go_back() {
  if [[ -n "$ready_before" ]]; then
    take_back
    restore
    [[ -z "$previous_before" ]] || link previous "$previous_before"
    say "back to $name $(installed_version)"
    if [[ "$ran_before" == true ]]; then
      stop_service
      begin_service
      # In a shell of its own, where to give up ends nothing else.
      if (wait_until_ready) >/dev/null; then say "$name is ready again"; else say "$name was started again, but is not ready"; fi
    fi
  elif [[ "$begun" == true ]]; then
    stop_and_disable
    # It never worked, so it is no version to go back to.
    rm -f "$opt/current"
    say "$name is stopped; its files stay to look at. Run install.sh again, or install.sh --uninstall"
  else
    take_back
  fi
}

# After a success: the version before stays, with its settings; older ones go.
keep_the_version_before() {
  local each
  if [[ -n "$ready_before" && "$ready_before" != "$(target_of current)" ]]; then
    link previous "$ready_before"
    cp -p "$etc.before/settings.env" "$settings_before"
  fi
  link ready "$(target_of current)"
  rm -rf "$etc.before"
  for each in "$opt"/*/; do
    each="${each%/}"
    [[ -L "$each" || "${each##*/}" == "$(target_of current)" || "${each##*/}" == "$(target_of previous)" ]] || rm -rf "$each" "$each.jsa"
  done
}

remove_everything() {
  remove_unit
  rm -rf "${opt:?}" "${etc:?}" "$etc.before" "$etc.before.new"
  remove_traces
  remove_user
  rmdir --ignore-fail-on-non-empty "$root/opt/tandem" "$root/etc/tandem" 2>/dev/null || :
  forget_lock
}

# ---- the user that the program runs as ----
readonly whose="Tandem $name"

add_user() {
  [[ -z "$root" ]] || return 0
  ! getent passwd "$name" >/dev/null || return 0
  useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin --comment "$whose" "$name"
}

# One that was there before is not ours to remove.
remove_user() {
  [[ -z "$root" ]] || return 0
  [[ "$(getent passwd "$name" | cut -d: -f5)" == "$whose" ]] || return 0
  userdel "$name"
}

# ---- the unit: laid out on every host, also where supervise.sh starts the program ----
readonly units="$root/etc/systemd/system"
readonly drop_ins="$units/$name.service.d"

systemd_release() { systemctl --version 2>/dev/null | sed -n '1s/^systemd \([0-9]*\).*/\1/p' || :; }

install_unit() {
  local from="$opt/current/systemd" has
  install -d -m 0755 "$units"
  install -m 0644 "$from/$name.service" "$units/$name.service"
  rm -f "$drop_ins"/50-tandem-*.conf
  if [[ -f "$from/jvm.conf" ]]; then
    install -D -m 0644 "$from/jvm.conf" "$drop_ins/50-tandem-jvm.conf"
  fi
  has="$(systemd_release)"
  if [[ -n "$has" ]] && ((has < 247)); then
    say "systemd $has has no LoadCredential: root hands the secrets over in the unit's runtime folder"
    install -D -m 0644 "$from/handed-over.conf" "$drop_ins/50-tandem-handed-over.conf"
  fi
  rmdir --ignore-fail-on-non-empty "$drop_ins" 2>/dev/null || :
  reload_units
}

enable_unit() {
  [[ "$kind" == service ]] || return 0
  install -d -m 0755 "$units/multi-user.target.wants"
  ln -sfn "../$name.service" "$units/multi-user.target.wants/$name.service"
}

remove_unit() {
  rm -f "$units/$name.service" "$units/multi-user.target.wants/$name.service" "$drop_ins"/50-tandem-*.conf
  if [[ -d "$drop_ins" ]] && ! rmdir "$drop_ins" 2>/dev/null; then
    say "$drop_ins stays: there is something of yours in it"
  fi
  rmdir --ignore-fail-on-non-empty "$units/multi-user.target.wants" "$units" "$root/etc/systemd" 2>/dev/null || :
  reload_units
}
