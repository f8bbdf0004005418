#!/bin/sh
# After an installation or an upgrade, by dpkg as by rpm. Nothing is started before its settings are written.
set -e
kind='@KIND@'
credentials='@CREDENTIALS@'
etc=/etc/tandem/@NAME@
drop_in=/etc/systemd/system/@NAME@.service.d/50-tandem-handed-over.conf
switched=/run/tandem/@NAME@.switched

getent passwd @NAME@ >/dev/null ||
  useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin --comment 'Tandem @NAME@' @NAME@

install -d -m 0755 /etc/tandem
install -d -m 0700 "$etc" "$etc/credentials"
if [ ! -e "$etc/settings.env" ]; then
  install -m 0600 /opt/tandem/@NAME@/current/settings.example "$etc/settings.env"
  echo '@NAME@: write the settings into /etc/tandem/@NAME@/settings.env and the passwords into the files in /etc/tandem/@NAME@/credentials, then: @START@'
fi
# systemd wants each of them to be there; an empty one is none.
for each in $credentials; do
  [ -e "$etc/credentials/$each" ] || install -m 0600 /dev/null "$etc/credentials/$each"
done

# A start is shorter with it, and no worse without: before the version that runs is stopped.
home="$(readlink -f /opt/tandem/@NAME@/current)"
if [ "$kind" = service ] && [ -x "$home/bin/share-classes" ]; then
  rm -f /opt/tandem/@NAME@/*.jsa
  "$home/bin/share-classes" "$home/app/quarkus-run.jar" "$home.jsa" @NAME@ || :
fi

release="$(systemctl --version 2>/dev/null | sed -n '1s/^systemd \([0-9]*\).*/\1/p')"
if [ "${release:-247}" -lt 247 ]; then
  # It has no LoadCredential.
  install -D -m 0644 /opt/tandem/@NAME@/current/systemd/handed-over.conf "$drop_in"
fi
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
  if [ -e "$switched" ]; then
    systemctl restart @NAME@.service
  elif [ "$kind" = service ]; then
    systemctl try-restart @NAME@.service
  fi
fi
rm -f "$switched"
