#!/bin/sh
# Run once by the image of PostgreSQL, on a new volume: the site's own account, which is no superuser.
# Nobody signs in as superuser over the network: `docker compose exec database psql --username postgres ideas`.
set -eu
psql --set ON_ERROR_STOP=1 --quiet --username "$POSTGRES_USER" --dbname ideas --file "${SITE_ROLE:-/site_role.sql}"
psql --set ON_ERROR_STOP=1 --quiet --username "$POSTGRES_USER" --dbname ideas --set password="$POSTGRES_PASSWORD" <<'END'
ALTER ROLE ideas PASSWORD :'password';
ALTER ROLE postgres PASSWORD NULL;
END
