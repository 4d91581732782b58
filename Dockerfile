# syntax=docker/dockerfile:1
FROM rust:1.95.0-bookworm AS build
# The image's own: rust-toolchain.toml would bring what only checks need.
ENV RUSTUP_TOOLCHAIN=1.95.0
WORKDIR /source
COPY . .
# With TLS to PostgreSQL, which a server elsewhere asks for.
RUN cargo build --release --locked --features pg-tls

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 bulletins \
 && useradd --uid 10001 --gid 10001 --home-dir /var/lib/bulletins --create-home --shell /usr/sbin/nologin bulletins \
 && chmod 0700 /var/lib/bulletins
COPY --from=build /source/target/release/bulletins /usr/local/bin/bulletins
# By number: who runs it can tell that it is not root.
USER 10001:10001
# The database and the mails that are written as files lie here, unless the settings say otherwise.
WORKDIR /var/lib/bulletins
VOLUME /var/lib/bulletins
# Memory that nobody needs goes back to the system after 10 ms rather than a second.
ENV BULLETINS_SERVER__LISTEN=0.0.0.0:8080 \
    BULLETINS_LOG__FORMAT=json \
    MIMALLOC_PURGE_DELAY=10
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["bulletins", "healthcheck"]
ENTRYPOINT ["bulletins"]
CMD ["serve"]
