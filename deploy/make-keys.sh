#!/bin/sh
# Makes what is secret, once: .env out of .env.example, and Kantha's three keys in secrets/.
# Run it as root from the project's folder. It overwrites nothing.
set -eu
umask 077

if [ -e .env ] || [ -e secrets ]; then
  echo "There is a .env or a secrets/ folder already. Nothing was changed." >&2
  exit 1
fi

make_secret() { openssl rand -hex 32; }

KANTHA_DB_PASSWORD=$(make_secret)
SALEOR_DB_PASSWORD=$(make_secret)
SALEOR_SECRET_KEY=$(make_secret)
# One line: Compose turns \n between double quotes back into line ends.
SALEOR_RSA_PRIVATE_KEY="\"$(openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 | awk '{ printf "%s\\n", $0 }')\""
export KANTHA_DB_PASSWORD SALEOR_DB_PASSWORD SALEOR_SECRET_KEY SALEOR_RSA_PRIVATE_KEY
awk -F= '/^(KANTHA_DB_PASSWORD|SALEOR_DB_PASSWORD|SALEOR_SECRET_KEY|SALEOR_RSA_PRIVATE_KEY)=$/ { print $1 "=" ENVIRON[$1]; next } { print }' .env.example > .env

mkdir secrets
for name in secret_key field_salt vault_keys; do
  make_secret > "secrets/$name"
done

# Compose hands the files over with the owner they have here, and in the container Kantha is user 10001.
if [ "$(id -u)" -eq 0 ]; then
  chown -R 10001 secrets
else
  echo "Not root: give the files in secrets/ to user 10001, or Kantha cannot read them: sudo chown -R 10001 secrets" >&2
fi
echo "Made .env and secrets/. Keep a copy of both away from this machine: without the keys a backup cannot be read."
