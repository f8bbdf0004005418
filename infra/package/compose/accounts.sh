#!/bin/bash
# The three accounts of compose.yaml, made by MySQL's image when it makes its database: one that may change the schema and grant
# what it may, and one for each service, to which the migration grants what it needs.
set -euo pipefail

account() { # account NAME SECRET
  local password
  password="$(sed "s/[\\\\']/\\\\&/g" "/run/secrets/$2")"
  echo "CREATE USER '$1'@'%' IDENTIFIED BY '$password';"
}

{
  account tandem_migrate mysql-migrate
  account tandem_order mysql-order
  account tandem_logistics mysql-logistics
  echo "GRANT ALL ON \`$MYSQL_DATABASE\`.* TO 'tandem_migrate'@'%' WITH GRANT OPTION;"
} | MYSQL_PWD="$(cat "$MYSQL_ROOT_PASSWORD_FILE")" mysql --user=root
