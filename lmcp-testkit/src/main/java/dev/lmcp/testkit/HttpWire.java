package dev.lmcp.testkit;

import dev.lmcp.spi.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Requests by HTTP, by the JDK's client. */
final class HttpWire implements Wire {

    private final HttpClient client;
    private final URI uri;

    HttpWire(URI uri, Executor threads) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
        this.uri = uri;
    }

    @Override
    public Sent send(Request request) {
        HttpRequest.Builder built = HttpRequest.newBuilder(uri)
                .method(
                        request.method(),
                        request.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(built::header);
        return new SentByHttp(client.sendAsync(built.build(), HttpResponse.BodyHandlers.ofInputStream()));
    }

    private record SentByHttp(CompletableFuture<HttpResponse<InputStream>> future) implements Sent {

        @Override
        public Response await() throws IOException, InterruptedException {
            return response(FutureResponse.get(future));
        }

        @Override
        public void abandon() {
            if (!future.cancel(true) && !future.isCompletedExceptionally()) {
                response(future.join()).close();
            }
        }
    }

    private static Response response(HttpResponse<InputStream> response) {
        Headers.Builder fields = Headers.builder();
        response.headers().map().forEach((name, values) -> values.forEach(value -> fields.add(name, value)));
        return new Response(response.statusCode(), fields.build(), response.body());
    }
}
