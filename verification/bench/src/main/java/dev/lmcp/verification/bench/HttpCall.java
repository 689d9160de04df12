package dev.lmcp.verification.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A POST to a server's endpoint.
 *
 * @param headers its header fields, by name
 * @param body its body
 */
record HttpCall(Map<String, String> headers, String body) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The same with one more header field. */
    HttpCall with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpCall(more, body);
    }

    /** Sends it and returns the answer, whatever its status. */
    HttpResponse<String> send(URI url) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends it, and fails unless the answer is a success that holds this text. */
    void check(URI url, String expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(url);
        if (answer.statusCode() != 200 || !answer.body().contains(expected)) {
            throw new IllegalStateException("the answer of " + url + " is " + answer.statusCode() + " '" + answer.body()
                    + "'; expected 200 and '" + expected + "'");
        }
    }

    /** What is sent on the wire. */
    byte[] bytes(String method, URI url) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(512 + body.length())
                .append(method)
                .append(' ')
                .append(url.getPath())
                .append(" HTTP/1.1\r\nHost: ")
                .append(url.getAuthority())
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        return head.append(body).toString().getBytes(StandardCharsets.UTF_8);
    }
}
