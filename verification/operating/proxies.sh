# Real proxies in front of `java -jar`: nginx with the lines that docs/deploying.md has, and HAProxy with the PROXY protocol
# and with HTTP/2. Sourced by run.

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# await_port PORT: waits until something listens there.
await_port() {
  for _ in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    sleep 0.1
  done
  fail "nothing listens at port $1 within 10 s; the logs are in '$logs'."
}

# page_url PORT [CURL OPTIONS…]: the URL that the page for browsers shows.
page_url() {
  local port=$1
  shift
  curl -s -m 10 -H 'Accept: text/html' -H 'Host: mcp.example' "$@" "http://127.0.0.1:$port/" \
    | sed -n 's:.*<code>\(.*\)</code>.*:\1:p' | head -n 1
}

behind_nginx() {
  echo "Behind nginx"
  need nginx nginx-light
  begin behind-nginx 1s -Dlmcp.transport.http.trusted-proxies=127.0.0.1 -Dlmcp.allowed-hosts=mcp.example
  local inner front place=$logs/nginx
  inner=$(sed 's|.*:\([0-9]*\)/mcp|\1|' <<<"$url")
  front=$(free_port)
  mkdir -p "$place"
  {
    echo "daemon off; pid $place/pid; error_log $place/error.log; events {} http { access_log off;"
    for kind in client_body proxy fastcgi uwsgi scgi; do
      echo "${kind}_temp_path $place/$kind;"
    done
    echo "server { listen 127.0.0.1:$front; location / { proxy_pass http://127.0.0.1:$inner; proxy_http_version 1.1;"
    sed -n '/^```conf /,/^```$/p' "$root/docs/deploying.md" | sed '/^```/d'
    echo "} } }"
  } >"$place/nginx.conf"
  "$(command -v nginx || echo /usr/sbin/nginx)" -p "$place" -c "$place/nginx.conf" >"$place/log" 2>&1 &
  servers+=($!)
  await_port "$front"
  check 'the page shows the URL of the client' "$(page_url "$front")" 'http://mcp.example/mcp'
  check 'a client cannot choose the scheme and the host' \
    "$(page_url "$front" -H 'X-Forwarded-Proto: https' -H 'X-Forwarded-Port: 99' -H 'Forwarded: host=evil.example')" \
    'http://mcp.example/mcp'
  check 'another host is refused' \
    "$(status -H 'Host: evil.example' "http://127.0.0.1:$front/mcp")" 403
  stop_servers
}

behind_haproxy() {
  echo "Behind HAProxy"
  need haproxy haproxy
  begin behind-haproxy 1s -Dlmcp.transport.http.trusted-proxies=127.0.0.1 -Dlmcp.transport.http.proxy-protocol=true
  local inner first second direct=$url
  inner=$(sed 's|.*:\([0-9]*\)/mcp|\1|' <<<"$url")
  first=$(free_port)
  second=$(free_port)
  cat >"$logs/haproxy.cfg" <<EOF
defaults
  mode http
  timeout connect 5s
  timeout client 1m
  timeout server 1m
listen with-http1
  bind 127.0.0.1:$first
  server lmcp 127.0.0.1:$inner send-proxy check check-send-proxy
listen with-http2
  bind 127.0.0.1:$second
  server lmcp 127.0.0.1:$inner send-proxy-v2 proto h2 check check-send-proxy
EOF
  "$(command -v haproxy || echo /usr/sbin/haproxy)" -db -f "$logs/haproxy.cfg" >"$logs/haproxy.log" 2>&1 &
  servers+=($!)
  await_port "$first"
  await_port "$second"
  url=http://127.0.0.1:$first/mcp
  check 'a call with the first version of the header' "$(sleeping 1)" '*"result"*slept for 1 ms*'
  url=http://127.0.0.1:$second/mcp
  check 'a call with the second version, over HTTP/2' "$(sleeping 1)" '*"result"*slept for 1 ms*'
  check 'a connection without the header is closed' "$(status "$direct")" 000
  stop_servers
}
