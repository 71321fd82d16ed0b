#!/usr/bin/env bash
# Adds one migration for each database: bash src/add-migration.sh NameOfTheChange
set -eu
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
for provider in Sqlite Postgres; do
  dotnet ef migrations add "$1" --project src/InvestmentFair -c "${provider}FairDbContext" -o "Data/$provider/Migrations"
done
