# nginx in front of a container, with the lines that docs/deploying.md has. Sourced by run.

# need_nginx: installs Debian's package if nginx is absent.
need_nginx() {
  local as_root=()
  [[ -x $(nginx_program) ]] && return
  command -v apt-get >/dev/null || fail "'nginx' was not found; install it and run this again."
  [[ $(id -u) -eq 0 ]] || as_root=(sudo)
  DEBIAN_FRONTEND=noninteractive ${as_root[@]+"${as_root[@]}"} apt-get install -q -y --no-install-recommends nginx-light \
    >"$folder/nginx-install.log" 2>&1 \
    || { ${as_root[@]+"${as_root[@]}"} apt-get update -q && ${as_root[@]+"${as_root[@]}"} apt-get install -q -y \
      --no-install-recommends nginx-light; } >"$folder/nginx-install.log" 2>&1 \
    || fail "'nginx' could not be installed: $(tail -n 3 "$folder/nginx-install.log")"
}

nginx_program() {
  command -v nginx || echo /usr/sbin/nginx
}

# documented_lines: prints the lines of the documentation, for the container at hand.
documented_lines() {
  sed -n '/^```nginx /,/^```$/p' "$root/docs/deploying.md" | sed -e '/^```/d' -e "s/127\.0\.0\.1:8080/127.0.0.1:$port/"
}

# start_nginx GOOD BAD: in front of the container at hand, on one port with the documented lines, and on another without
# those for discovery.
start_nginx() {
  local place=$folder/nginx
  rm -rf "$place"
  mkdir -p "$place"
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$place/key.pem" -out "$place/certificate.pem" 2>"$place/openssl.log"
  keytool -importcert -noprompt -alias proxy -file "$place/certificate.pem" -storepass changeit \
    -keystore "$place/trust.p12" 2>"$place/keytool.log"
  documented_lines >"$place/good.conf"
  sed '/^location.*well-known/,/^}/d' "$place/good.conf" | sed 's/^location.*/&\n  proxy_hide_header WWW-Authenticate;/' \
    >"$place/bad.conf"
  sed -e "s:FOLDER:$place:" -e "s:GOOD:$1:" -e "s:BAD:$2:" "$here/proxy/nginx.conf" >"$place/nginx.conf"
  "$(nginx_program)" -p "$place" -c "$place/nginx.conf" >"$place/log" 2>&1 &
  servers+=($!)
  for _ in $(seq 100); do
    kill -0 $! 2>/dev/null || { cat "$place/log" >&2; return 1; }
    curl -s -o /dev/null --cacert "$place/certificate.pem" "https://localhost:$1/" && return
    sleep 0.1
  done
  return 1
}

# behind_proxy: the sample with OAuth, at /lmcp of the container at hand, which clients see at /tools of nginx.
behind_proxy() {
  local kind=${name%%-*} good bad
  need_nginx
  good=$(free_port)
  bad=$(free_port)
  "lay_out_$kind" "$home" "$base"
  export WAR=$war WEBAPP=$base/webapps/lmcp.war CONFIG=$base/lmcp.properties PLUGINS
  export PROXY=https://localhost:$good BAD_PROXY=https://localhost:$bad
  export CERTIFICATE=$folder/nginx/certificate.pem TRUST=$folder/nginx/trust.p12
  PLUGINS=$(oauth_plugins)
  if LMCP_CONFIG_FILE=$CONFIG started 'behind nginx' "start_$kind" "$home" "$base" && start_nginx "$good" "$bad"; then
    checks proxy/checks.mjs
  else
    tell 'proxy' FAILED "$(tail -n 3 "$folder/nginx/log" "$base/log" | tr '\n' ' ')"
  fi
  stop_servers
}
