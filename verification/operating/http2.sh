# Real clients of HTTP/2: curl, h2load and nghttp. Sourced by run.

# need PROGRAM PACKAGE: installs Debian's package if the program is absent.
need() {
  local as_root=()
  [[ -x /usr/sbin/$1 ]] || command -v "$1" >/dev/null && return
  [[ $(id -u) -eq 0 ]] || as_root=(sudo)
  { ${as_root[@]+"${as_root[@]}"} apt-get update -q && DEBIAN_FRONTEND=noninteractive ${as_root[@]+"${as_root[@]}"} \
    apt-get install -q -y --no-install-recommends "$2"; } >"$logs/apt.log" 2>&1 \
    || fail "'$1' was not found, and Debian's package '$2' could not be installed: $(tail -n 3 "$logs/apt.log")"
}

# http2_clients: calls, a stream, and a client that leaves, by prior knowledge and with TLS.
http2_clients() {
  echo "HTTP/2"
  need h2load nghttp2-client
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout "$logs/key.pem" -out "$logs/certificate.pem" 2>"$logs/openssl.log"
  begin http2 1s
  http2_calls 'without TLS' --http2-prior-knowledge
  http2_load 'without TLS'
  kill -TERM "$pid"
  wait "$pid" || true
  begin http2-leave 1s -Dlmcp.limits.max-concurrent-calls=1
  sleeping 50000 --http2-prior-knowledge -m 1 >"$logs/left" || true
  # a call is cancelled within 100 ms of the end of its connection
  sleep 0.1
  check 'a client that leaves makes room within 100 ms' "$(sleeping 1 --http2-prior-knowledge)" '*slept for 1 ms*'
  kill -TERM "$pid"
  wait "$pid" || true
  begin http2-tls 1s -Dlmcp.transport.http.tls-cert="$logs/certificate.pem" -Dlmcp.transport.http.tls-key="$logs/key.pem"
  url=${url/127.0.0.1/localhost}
  http2_calls 'with TLS' --http2 --cacert "$logs/certificate.pem"
  http2_load 'with TLS'
  kill -TERM "$pid"
  wait "$pid" || true
}

http2_calls() {
  local how=$1
  shift
  check "a call $how" "$(sleeping 1 "$@" -w ' %{http_version} %{http_code}')" '*"result"*slept for 1 ms* 2 200'
  # the file of an earlier stream has words already
  rm -f "$logs/http2-listen"
  modern subscriptions/listen '"notifications":{"toolsListChanged":true}' "$@" >"$logs/http2-listen" &
  local listening=$!
  await_words "$logs/http2-listen"
  check "a stream $how" "$(head -c 40 "$logs/http2-listen")" '*event: message*'
  kill "$listening"
  wait "$listening" || true
}

# http2_load HOW: many calls on few connections.
http2_load() {
  local body='{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{'"${meta%,*}"'}}}'
  printf '%s' "$body" >"$logs/list.json"
  h2load -n 2000 -c 4 -m 20 -d "$logs/list.json" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
    -H 'Accept: application/json, text/event-stream' -H 'MCP-Protocol-Version: 2026-07-28' -H 'Mcp-Method: tools/list' \
    "$url" >"$logs/h2load" 2>&1 || true
  check "2000 calls on 4 connections $1" "$(grep -E '^(requests|status codes|Application protocol)' "$logs/h2load" | tr '\n' ' ')" \
    '*2000 succeeded, 0 failed*2000 2xx*'
}
