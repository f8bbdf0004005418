# shellcheck shell=bash disable=SC2034,SC2154 # part of install.sh, which has the other variables
# Settings and credentials: root's files below /etc/tandem, mode 0600.

readonly etc="$root/etc/tandem/$name"
readonly settings="$etc/settings.env"
readonly settings_before="$etc/settings.before.env"

check_settings() {
  [[ -n "$config" ]] || return 0
  local line key
  iconv -f UTF-8 -t UTF-8 "$config" >/dev/null 2>&1 || fail "$config is not UTF-8"
  while IFS= read -r line; do
    key="${line%%=*}"
    [[ "$line" == *=* && "$key" =~ ^[A-Za-z_][A-Za-z0-9_]*$ ]] || fail "a line of $config is not KEY=value: ${line:0:40}"
    # Settings show in the process' environment, and in `systemctl show`.
    [[ "$key" != *_PASSWORD ]] || fail "$key does not belong into the settings, but into the credentials directory"
  done < <(setting_lines "$config")
}

# In the form that systemd reads as what was given: in double quotes, where only a backslash and a quote mean something else.
write_settings() {
  install -d -m 0700 "$etc"
  [[ -n "$config" ]] || return 0
  local line value
  {
    echo "# Written by install.sh. Values are in quotes; a backslash stands before a quote and a backslash of their own."
    while IFS= read -r line; do
      value="${line#*=}"
      value="${value//\\/\\\\}"
      printf '%s="%s"\n' "${line%%=*}" "${value//\"/\\\"}"
    done < <(set_lines "$config")
  } | secret_file "$settings"
}

# Standard input to a file that only root reads, which is there whole or not at all.
secret_file() {
  (umask 077 && cat >"$1.new")
  mv "$1.new" "$1"
}

taken_credentials() { sed -n 's/^LoadCredential=\([A-Z_]*\):.*/\1/p' "$here/systemd/$name.service"; }

check_credentials() {
  [[ -n "$credentials" ]] || return 0
  local file
  for file in "$credentials"/*; do
    [[ ! -e "$file" ]] || taken_credentials | grep -x "${file##*/}" >/dev/null || fail "$name takes no credential ${file##*/}"
  done
}

# systemd wants every file to be there. One that was not given is empty, which to the program is the same as none.
write_credentials() {
  local each
  install -d -m 0700 "$etc/credentials"
  for each in $(taken_credentials); do
    if [[ -n "$credentials" ]]; then
      if [[ -f "$credentials/$each" ]]; then cat "$credentials/$each"; fi | secret_file "$etc/credentials/$each"
    elif [[ ! -e "$etc/credentials/$each" ]]; then
      secret_file "$etc/credentials/$each" </dev/null
    fi
  done
}

# The value of a setting as the program gets it: the later file comes before the earlier one.
setting() { # setting KEY DEFAULT
  local value="$2" line file
  for file in "$opt/current/defaults.env" "$settings"; do
    while IFS= read -r line; do
      [[ "${line%%=*}" != "$1" ]] || value="$(unquoted "${line#*=}")"
    done < <(set_lines "$file")
  done
  printf '%s' "$value"
}
